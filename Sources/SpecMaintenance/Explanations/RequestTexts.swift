internal import SourceText
internal import VenueSpec

extension RuleCatalog {
    /// Of what a call takes and where it goes.
    static let requestTexts: [RuleDescription] = [
        LanguageRule.constraintMismatch.describe(
            "every constraint fits the parameter's type",
            """
            Lengths and patterns belong to text, bounds to numbers, element counts to lists. A constraint on another
            type would never be checked.
            """,
            bad: "quantity: { type: integer, maxLength: 9 }",
            good: "quantity: { type: integer, maximum: 999999999 }"),
        LanguageRule.impossibleBounds.describe(
            "every range of lengths or values has room for a value",
            """
            A least value above the greatest would refuse every call; an example of such a call could never be sent.
            """,
            bad: "symbol: { minLength: 20, maxLength: 1 }",
            good: "symbol: { minLength: 1, maxLength: 20 }"),
        LanguageRule.invalidBinding.describe(
            "a request has one body, and its headers do not contradict it",
            """
            A request has a JSON body, a form body or none. Its media type is stated under 'contentType', also where a
            venue wants one without a body; credentials place their own header fields, and fields that frame the message belong to the transport.
            Of a list of bindings, each way to identify the order has exactly one, which it names under 'identity'.
            """,
            bad: "http: { request: POST /cancel, json: { orderId }, form: { orderId } }",
            good: "http: { request: POST /cancel, form: { orderId } }"),
        LanguageRule.invalidConditionalGroup.describe(
            "every conditional group hangs on one value of an enumeration",
            """
            A group becomes the payload of one case of a Swift enumeration, so that a wrong combination does not
            compile. That needs an enumeration parameter, one of its values, and parameters that belong to no other
            group.
            """,
            bad: """
                conditional:
                  - { when: { symbol: OPT }, require: [strikePrice] }
                """,
            good: """
                conditional:
                  - { when: { securityType: OPT }, require: [strikePrice] }
                """),
        LanguageRule.invalidComputed.describe(
            "every computed value has one source and one step, and nothing changes after it was signed",
            """
            A computed value is a time, a nonce, random text, or a message of text, lines, JSON or sorted fields, with at
            most one of 'hash', 'hmac' and 'sign'; the last two name a credential of type 'key'. Its templates name other
            computed values, credentials of type 'value' and what the request is: '{$method}', '{$host}', '{$path}',
            '{$query}', '{$target}', '{$body}'. A field that depends on the query or form it stands in is its last one, and
            nothing else depends on what it is added to: a venue would check something else than what was signed.
            """,
            bad: "signature: { hmac: sha256, text: '{$timestamp}{$path}' }",
            good: "signature: { hmac: sha256, key: apiSecret, text: '{$timestamp}{$path}', as: hex }"),
        LanguageRule.invalidCredential.describe(
            "every credential says where it goes and where it comes from",
            """
            A 'header' credential names its field, an 'oauth2' credential its token endpoint, and no two credentials
            share a header field. A 'value' stands where templates name it, and a 'key' signs and never travels. What stands before the secret, and where tokens come from, is held to the grammar of
            header fields and addresses: one line end in it would be a second request.
            """,
            bad: "security: { key: { type: header } }",
            good: "security: { key: { type: header, header: X-Api-Key } }"),
        LanguageRule.credentialsWithoutExample.describe(
            "of every call, an example shows each set of credentials",
            """
            Requests differ with the credentials they carry: a set may be signed where another is not. What no example
            shows is held against nothing, and a wrong signature is found by the venue, when an order should be cancelled.
            """,
            bad: "security: [{ as: token, … }, { as: keyPair, … }]   # and every example says 'as: token'",
            good: "examples: [{ name: with-token, as: token, … }, { name: with-keys, as: keyPair, … }]"),
        LanguageRule.invalidBatch.describe(
            "every order of a batch has a place in its request and an outcome in its examples",
            """
            A call with 'batch' names several orders. What is not under 'same' is each order's own, so it stands where
            several values can: alone in a field of the query or form, where they are listed, or in a list of the body
            with one element, which is written for each order. Something that identifies the order is among it, since
            a reply is judged for each order by itself.
            """,
            bad: "batch: { limit: 20 }, http: { request: POST /cancel, json: { id: orderId } }",
            good: "batch: { limit: 20 }, http: { request: POST /cancel, json: { ids: ['{orderId}'] } }"),
        LanguageRule.invalidLogin.describe(
            "every login takes something and gives credentials that a reply holds",
            """
            A login is made of credentials: the venue's, but for those it gives, and its own under 'security'. What it gives is
            a credential of the venue, or one of its own that the next login takes, and stands in a field or a header field of
            each reply that grants it; so some rule says 'granted'. Nothing in its request can need what only it gives. A call
            that gives nothing and has to come first says 'gives: none', and takes what every call takes.
            """,
            bad: "gives: { sesionToken: token }",
            good: "gives: { sessionToken: token }"),
        LanguageRule.invalidIdentity.describe(
            "every identity and every scope is a set of declared, required parameters",
            """
            The identity says what names the order. Its members are declared parameters that a call cannot leave out,
            and no alternative repeats another or is part of it, or the caller could not tell which one applies, unless
            there is a list of bindings, each of which says which it serves. The same holds for the scopes of a call that
            cancels all orders, of which an empty one is every order at the venue: nobody may cancel more than was meant by
            leaving something out.
            """,
            bad: "identity: [account, orderID]",
            good: "identity: [account, orderId]"),
        LanguageRule.invalidPattern.describe(
            "every regular expression is one of the language",
            """
            Patterns are checked before a request leaves and while a reply is read, so one that cannot be read would
            refuse every order, and one that takes long would hold a call past its deadline. The language has what one
            pass over a text can match: characters, classes, groups, alternatives, counts, '^', '$', '\\b'. References
            back, lookaround, atomic groups and possessive counts, and counts beyond 1000, are not part of it. Under
            'matches' a parameter in braces stands for its own text, and a brace that is text is written '\\{'.
            """,
            bad: "orderId: { pattern: '^[0-9a-f{32}$' }",
            good: "orderId: { pattern: '^[0-9a-f]{32}$' }"),
        LanguageRule.invalidRequestLine.describe(
            "every request is a method and a path template",
            """
            The request line is the heart of the binding: a method of RFC 9110, one space, and a path that starts
            with a slash, holds its parameters in braces and nothing that a server or a library would rewrite.
            """,
            bad: "http: { request: 'CANCEL /orders/{orderId}' }",
            good: "http: { request: 'DELETE /orders/{orderId}' }"),
        LanguageRule.invalidSharing.describe(
            "calls that share replies and outcomes name one call that describes both",
            """
            Where a venue has two calls that answer alike, one describes what comes back and what it means, and the other
            names it in place of both. What its rows, echoes and paths compare with has to be a parameter of both calls,
            or a row would judge a reply by a value that was never sent.
            """,
            bad: "responses: cancelOrder\noutcomes: [{ status: 200, then: canceled }]",
            good: "responses: cancelOrder\noutcomes: cancelOrder"),
        LanguageRule.invalidServer.describe(
            "every server is an https or wss address with a valid host",
            """
            Credentials travel to this host, so it must be spelt right: scheme, DNS name, perhaps a port and a fixed
            base path. Where each operator runs the venue under a host of its own, write '{host}' in place of the
            whole host.
            """,
            bad: "servers: { production: 'http://api.example.com' }",
            good: "servers: { production: 'https://api.example.com' }"),
        LanguageRule.invalidTemplate.describe(
            "every template of a field, a body, a frame, a test or an echo is well formed",
            """
            Placeholders stand in braces; a brace that means itself is doubled. In query and form fields '{name*}'
            repeats the field for each element of a list. An empty value stands for the parameter its key names. Text
            around them holds what a header field can hold, and no control characters in a query or form.
            """,
            bad: """
                http:
                  request: POST /cancel
                  json: { orderId: '{orderId' }
                """,
            good: """
                http:
                  request: POST /cancel
                  json: { orderId: '{orderId}' }
                """),
        LanguageRule.pathParameterTwice.describe(
            "no parameter stands in the path twice",
            """
            A path that repeats a parameter is almost always a copying slip: the second place was meant for another
            identifier, and the wrong order would be cancelled.
            """,
            bad: "http: { request: 'DELETE /accounts/{orderId}/orders/{orderId}' }",
            good: "http: { request: 'DELETE /accounts/{account}/orders/{orderId}' }"),
        LanguageRule.placeholderMismatch.describe(
            "every placeholder can be filled by its parameter",
            """
            An optional parameter can only be left out where its whole field or member can be left out, or where JSON
            holds null for it, and a list needs a query field, a form field, a JSON array or a whole segment of the path to
            go to, where it is never empty. Inside other text, in a path or in an array there is no way to write what is
            not there.
            """,
            bad: """
                parameters: { symbol: { required: false } }
                http: { request: 'DELETE /{symbol}/orders' }
                """,
            good: """
                parameters: { symbol: { required: false } }
                http: { request: 'DELETE /orders', query: { symbol } }
                """),
    ]
}
