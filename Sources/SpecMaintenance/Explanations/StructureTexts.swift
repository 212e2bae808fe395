internal import SourceText
internal import VenueSpec

extension RuleCatalog {
    /// Of the mappings of a spec, the names it declares and the names it uses.
    static let structureTexts: [RuleDescription] = [
        LanguageRule.duplicateName.describe(
            "every name is given once",
            """
            Quirks, examples, replies and enumeration values are cited by name, in reviews and in evidence; a name
            that stands for two things cites neither. An alternative body that is listed twice is never read the
            second time, and the names of header fields are the same in upper and lower case.
            """,
            bad: """
                quirks:
                  - { id: order-id, docs: …, decision: … }
                  - { id: order-id, docs: …, decision: … }
                """,
            good: """
                quirks:
                  - { id: order-id, docs: …, decision: … }
                  - { id: order-id-case, docs: …, decision: … }
                """),
        LanguageRule.duplicateVenue.describe(
            "no two specs describe one venue",
            """
            The venue's name is the Swift namespace of its client. Two specs of one name, also where only the case of
            letters differs, could not be compiled together, and file systems that ignore case would mix their files.
            """,
            bad: """
                # a.venue.yaml
                venue: Meridian
                # b.venue.yaml
                venue: Meridian
                """,
            good: """
                # a.venue.yaml
                venue: Meridian
                # b.venue.yaml
                venue: MeridianPerpetuals
                """),
        LanguageRule.invalidTypeDefinition.describe(
            "every type is an object or an enumeration, and well formed",
            """
            A type declares either 'properties' or 'enum'. Arrays say what they hold, counts since the epoch are
            integers or strings of digits, and integer enumerations name their values, because digits make no Swift
            names.
            """,
            bad: """
                types:
                  Code: { type: integer, enum: [0, 20] }
                """,
            good: """
                types:
                  Code: { type: integer, enum: { 0: { name: ok }, 20: { name: notAuthorized } } }
                """),
        LanguageRule.invalidValue.describe(
            "every value is one its key allows",
            """
            Where the vocabulary is closed (types, schemes, scopes, basis …) or text has a fixed form (dates, digests,
            durations, names), anything else is refused.
            """,
            bad: "docs: { read: 20 November 2026, digest: … }",
            good: "docs: { read: 2026-11-20, digest: … }"),
        LanguageRule.missingKey.describe(
            "every mapping has the keys it cannot do without",
            """
            Some facts have no sensible default: without them nobody could tell what the venue means. Add the key
            the message names; a list or mapping that must be there must also hold something.
            """,
            bad: "docs: { read: 2026-11-20 }",
            good: "docs: { read: 2026-11-20, digest: sha256:0f1e… }"),
        LanguageRule.recursiveType.describe(
            "no object holds itself",
            """
            A Swift structure cannot store a value of its own type, and no venue answers a cancel with endlessly
            nested objects.
            """,
            bad: """
                types:
                  Node: { properties: { child: Node } }
                """,
            good: """
                types:
                  Node: { properties: { children: { type: array, items: Leaf } } }
                """),
        LanguageRule.swiftNameClash.describe(
            "names stay apart and usable when they become Swift",
            """
            Names on the wire that differ only in case or punctuation can become one Swift name, and some Swift names
            are taken by what is generated around them. 'name' chooses another spelling; the wire keeps its own.
            """,
            bad: "properties: { order_id: string, orderId: string }",
            good: "properties: { order_id: string, orderId: { type: string, name: legacyOrderID } }"),
        LanguageRule.tooManyEntries.describe(
            "no mapping or list is longer than a spec can need",
            """
            A spec describes one call for readers who review every line of it. Mappings and lists hold at most 1,000
            entries, enumerations and their outcomes 5,000, so that checking a file takes little time and memory
            whatever it holds. What is longer is a copy of something else; leave out what no rule tells apart.
            """,
            bad: "enum: [ABC, ABD, …]   # every symbol of the venue, 20,000 of them",
            good: "symbol: string"),
        LanguageRule.unboundParameter.describe(
            "every parameter goes somewhere in the request",
            """
            A parameter the request does not carry is a value the venue never sees: the caller believes to have named
            an order and has not.
            """,
            bad: """
                parameters: { account: string, orderId: string }
                http: { request: 'DELETE /orders/{orderId}' }
                """,
            good: """
                parameters: { account: string, orderId: string }
                http:
                  request: DELETE /orders/{orderId}
                  headers: { account }
                """),
        LanguageRule.undeclaredField.describe(
            "every field a rule reads is declared",
            """
            A rule that reads a field the documented bodies do not have never matches, and the reply falls to a rule
            that means something else.
            """,
            bad: "when: { sucess: true }",
            good: "when: { success: true }"),
        LanguageRule.undeclaredStatus.describe(
            "every status an outcome applies to is a documented response",
            """
            An outcome for a status that 'responses' does not list would never be reached, because undocumented
            statuses have outcomes of their own.
            """,
            bad: """
                responses: { 200: any }
                outcomes:
                  - { status: 404, then: unknownOrder }
                """,
            good: """
                responses: { 200: any, 404: any }
                outcomes:
                  - { status: 404, then: unknownOrder }
                """),
        LanguageRule.unknownKey.describe(
            "every key is one the language knows",
            """
            A key the language does not know is never ignored: a misspelt 'minLength' would silently drop a
            check. Use the nearest known key the message offers, or look the mapping up in the language reference.
            """,
            bad: """
                parameters:
                  orderId: { type: string, minLenght: 1 }
                """,
            good: """
                parameters:
                  orderId: { type: string, minLength: 1 }
                """),
        LanguageRule.unknownParameter.describe(
            "every parameter that is named is declared",
            """
            Placeholders of the request, the frame, the conditions and the echoes, and the inputs of examples, name what the
            caller supplies. A name nobody declares could never be filled in.
            """,
            bad: """
                parameters: { orderId: string }
                http: { request: 'DELETE /orders/{orderID}' }
                """,
            good: """
                parameters: { orderId: string }
                http: { request: 'DELETE /orders/{orderId}' }
                """),
        LanguageRule.unknownServer.describe(
            "every binding has a server that can take it",
            """
            HTTP requests need a server with an 'https' address, and a WebSocket frame one with a 'wss' address.
            """,
            bad: """
                servers: { production: 'https://api.example.com' }
                webSocket: { server: stream, … }
                """,
            good: """
                servers: { production: 'https://api.example.com', stream: 'wss://api.example.com/ws' }
                webSocket: { server: stream, … }
                """),
        LanguageRule.unknownType.describe(
            "every type that is named is declared",
            """
            Shapes are declared once under 'types' and used by name, so that a change to one is one line in a review.
            """,
            bad: "responses: { 200: CancelRepyl }",
            good: "responses: { 200: CancelReply }"),
        LanguageRule.unusedDeclaration.describe(
            "every type and every source is used",
            """
            What nothing refers to is either a leftover or a sign that the place which should refer to it is missing.
            """,
            bad: """
                types:
                  OldReply: { properties: { ok: boolean } }   # no response names it
                """,
            good: "types: {}"),
        LanguageRule.wrongType.describe(
            "every value is of the kind its key expects",
            """
            Plain scalars keep their text until the language types them, so quoting decides nothing but for numbers
            and booleans, which stand without quotes. A mapping or list where text is expected, or the reverse, is
            usually wrong indentation.
            """,
            bad: """
                rateLimits:
                  - { requests: ten, per: 1s, scope: user }
                """,
            good: """
                rateLimits:
                  - { requests: 10, per: 1s, scope: user }
                """),
    ]
}
