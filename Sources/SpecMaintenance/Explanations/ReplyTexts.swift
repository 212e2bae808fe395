internal import SourceText
internal import VenueSpec

extension RuleCatalog {
    /// Of what a reply says and what it means.
    static let replyTexts: [RuleDescription] = [
        LanguageRule.echoUndeclared.describe(
            "of a field named like an identifying parameter, the spec says whether it repeats it",
            """
            A reply can be about another order than the one that was asked about: HTTP/1.1 pairs replies with requests
            by their order alone, so one stray reply shifts all that follow. Where a reply repeats an identifier, this
            shows, and its outcome is 'unknown(otherOrder)' instead of a proof about the wrong order. List the field
            under 'echoes'; 'none' says that it is something else in spite of its name. Lists are left out, since they
            are not about one order.
            """,
            bad: "200: CancelReply   # whose member orderId is named like the parameter",
            good: "200: { body: CancelReply, echoes: { orderId } }"),
        LanguageRule.echoWithoutExample.describe(
            "every field that repeats what was asked is shown with another order",
            """
            Record a reply that names another order, with the outcome 'unknown(otherOrder)', so that the comparison is
            seen to work in the interpreter and in the compiled client.
            """,
            bad: "200: { body: CancelReply, echoes: { orderId } }   # every example repeats its own order",
            good: """
                replies:
                  - { name: other-order, status: 200, body: '{"orderId":"another"}', outcome: unknown(otherOrder) }
                """),
        LanguageRule.invalidCondition.describe(
            "every condition fits the type of the field it tests",
            """
            A test that cannot hold, such as a text test of a boolean or a value an enumeration does not have, would
            silently never match.
            """,
            bad: "when: { success: 'yes' }   # success is a boolean",
            good: "when: { success: true }"),
        LanguageRule.invalidEcho.describe(
            "every field said to repeat what was asked can do so",
            """
            An echo is one field that holds a parameter's text, or text with parameters inside. A comparison that could
            never hold would turn every reply into 'unknown(otherOrder)', and one without a parameter would compare
            nothing. A field of one of many rows is not about one order, so '[*]' has no place in its path.
            """,
            bad: "200: { body: CancelReply, echoes: { orderId: orderId } }",
            good: "200: { body: CancelReply, echoes: { orderId: '{orderId}' } }"),
        LanguageRule.invalidFieldPath.describe(
            "every field path is well formed",
            """
            Paths are member names joined by dots, with '[0]' for an element, '[*]' for any element, '[id={orderId}]' for
            the row that has a parameter's value, and '$' for the body itself.
            """,
            bad: "when: { 'results[first].code': 0 }",
            good: "when: { 'results[0].code': 0 }"),
        LanguageRule.invalidOutcome.describe(
            "every outcome and every state is a word of its vocabulary",
            """
            An outcome says what a reply proves about the order, and a state what a read does. The words and their reasons
            are closed, so that two venues never mean different things by one word. A call that cancels all orders says
            nothing of one of them, such as that it is gone.
            """,
            bad: "- { status: 200, then: cancelled }",
            good: "- { status: 200, then: canceled }"),
        LanguageRule.invalidConfirmation.describe(
            "every way to confirm a cancel is a read whose parameters are known, or prose",
            """
            A confirmation that names a read is made by clients after a cancel. Each parameter of the read comes from the
            cancel's parameter of the same name, or from where 'with' says: another parameter, or a field of the cancel's
            reply. What no read describes is named under 'call' for people.
            """,
            bad: "confirm: [{ read: getOrder }]   # whose parameter 'id' the cancel does not have",
            good: "confirm: [{ read: getOrder, with: { id: orderId } }]"),
        LanguageRule.invalidRead.describe(
            "every read names one order, and its pages follow one another",
            """
            A read tells what became of one order, by one set of parameters. A list that comes in pages says where the next
            page's '{$page}' comes from: a field of the reply ('next'), or the number of rows so far ('rows' and 'size').
            The order is looked for in each page, so a rule of its states names a row.
            """,
            bad: "pages: { next: nextCursor, rows: orders }",
            good: """
                http: { request: 'GET /orders', query: { cursor: '{$page}' } }
                pages: { next: nextCursor }
                """),
        LanguageRule.unconfirmedCancel.describe(
            "a cancel that is only acknowledged has a read that tells what became of the order",
            """
            Where every good reply is 'pendingCancel', nobody ever knows that an order is cancelled. Describe the call that
            tells under 'reads', and name it under 'confirm'.
            """,
            bad: "- { status: 200, then: pendingCancel }   # and no read under 'confirm'",
            good: "confirm: [{ read: getOrder }]"),
        LanguageRule.invalidQuantity.describe(
            "every field said to tell a quantity of the order does",
            """
            A quantity is a number: a 'decimal', a 'number' or an 'integer' of its own, of which no digit is lost. A ratio is
            none; where a venue states one beside quantities, list these. A field of one of many rows is not about one
            order, so '[*]' has no place in its path. A call that cancels all orders tells no quantities; 'affected' is the
            field that says how many orders were cancelled, an 'integer', 'array' or 'map'.
            """,
            bad: "200: { body: CancelReply, quantities: { filled: state } }",
            good: "200: { body: CancelReply, quantities: { ordered: quantity, filled: executedQuantity } }"),
        LanguageRule.mixedRows.describe(
            "no rule is met by several rows of one array together",
            """
            A test with '[*]' holds if it holds for one row, whichever that is. Two tests over one array can be met by two
            rows, so that the row of another order proves what became of this one. The same goes for a test with '[*]'
            beside one, or a deciding field, of a row by its number or by what it holds. Name the row by the order's
            identifier; where the array has one row only, say '[0]' throughout.
            'present: false' holds for all rows together and may stand beside others.
            """,
            bad: "- { status: 200, when: { 'rows[*].id': '{orderId}', 'rows[*].ok': true }, then: canceled }",
            good: "- { status: 200, when: { 'rows[id={orderId}].ok': true }, then: canceled }"),
        LanguageRule.quantityWithoutExample.describe(
            "of every field with a quantity, a reply records what it tells",
            """
            'ordered', 'filled' and 'remaining' are all numbers, so nothing but a recorded value shows that two of them are
            not exchanged. Record them at a reply about an order that was executed in part, where no two of them are equal.
            """,
            bad: "200: { body: CancelReply, quantities: { filled: executedQuantity } }   # no reply records it",
            good: """
                replies:
                  - { name: partly-filled, …, outcome: canceled, quantities: { filled: '0.6' } }
                """),
        LanguageRule.serverErrorDecided.describe(
            "a 5xx status proves nothing about the order by itself",
            """
            A server that failed may have cancelled the order before it failed. A 5xx status yields 'unknown(…)', or
            'throttled(…)' where the venue limits requests that way; anything else would report a guess as proof. Where
            the venue documents an error of the order under such a status, by a code or a text of its own, a row may
            decide it: it says 'proof: body' and tests the field that the response names as its code or text.
            """,
            bad: "- { status: 500, then: rejected }",
            good: """
                - { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body }
                - { status: 500, then: unknown(serverError) }
                """),
        LanguageRule.serverErrorInferred.describe(
            "what a row of a 5xx status proves is documented",
            """
            A code or a text under a 5xx status can prove what became of the order, if the venue says so. What is
            inferred, or stated elsewhere, may be a coincidence of one failure, and the order may be cancelled after all.
            """,
            bad: "- { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body, basis: inferred }",
            good: "- { status: 500, when: { code: ORDER_CLOSED }, then: gone, proof: body }"),
        LanguageRule.statusWithoutOutcome.describe(
            "every documented status ends in an outcome that always holds",
            """
            The meaning of a documented reply is total: whatever the body says, some rule decides. Close the rules of
            each status with one that has neither 'when' nor 'by'; 'unknown(inconclusive)' says that a reply proves
            nothing.
            """,
            bad: """
                responses: { 200: CancelReply }
                outcomes:
                  - { status: 200, when: { success: true }, then: pendingCancel }
                """,
            good: """
                responses: { 200: CancelReply }
                outcomes:
                  - { status: 200, when: { success: true }, then: pendingCancel }
                  - { status: 200, then: rejected }
                """),
        LanguageRule.unreachableOutcome.describe(
            "every outcome rule can decide some reply",
            """
            The first rule that matches decides, so a rule below one that always matches, or with conditions that
            contradict one another, is dead: what it says is not what happens.
            """,
            bad: """
                - { status: 400, then: rejected(invalidRequest) }
                - { status: 400, when: { error: { contains: not found } }, then: gone }
                """,
            good: """
                - { status: 400, when: { error: { contains: not found } }, then: gone }
                - { status: 400, then: rejected(invalidRequest) }
                """),
        LanguageRule.unsourcedFact.describe(
            "every external fact names its source",
            """
            A fact that the page does not state can only be trusted, and only be checked again, when the spec says
            where it is from. A fact the page does state has no other source.
            """,
            bad: "servers: { production: { url: 'https://api.example.com', basis: external } }",
            good: """
                sources: { help: Help centre }
                servers: { production: { url: 'https://api.example.com', basis: external, source: help } }
                """),
        LanguageRule.valueWithoutOutcome.describe(
            "a rule that decides by a field lists each of its declared values",
            """
            An order status or an error code that the venue documents and the table forgets would be judged by a rule
            that was not written for it.
            """,
            bad:
                "- { status: 200, by: order.status, then: { Cancelled: canceled } }   # Expired is declared, too",
            good: "- { status: 200, by: order.status, then: { Cancelled: canceled, Expired: tooLate(expired) } }"
        ),
    ]
}
