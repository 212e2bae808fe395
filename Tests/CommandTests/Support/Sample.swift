/// Specs to run the tool on.
enum Sample {
    /// A small spec without findings.
    ///
    /// The summary is a fact that shows in the generated file.
    static func spec(_ venue: String = "Example", summary: String = "A venue for tests.") -> String {
        """
        format: 1
        venue: \(venue)
        description: \(summary)
        docs:
          read: 2026-11-20
          digest: sha256:0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef
        servers:
          production: https://api.example.com
        security: bearer
        operations:
          cancelOrder:
            description: Cancels one order.
            parameters:
              orderId: { type: string, description: The order's id. }
            identity: [orderId]
            repeatable: safe
            http:
              request: DELETE /orders/{orderId}
            responses:
              204: none
            outcomes:
              - { status: 204, then: canceled }
            examples:
              - name: sample
                input: { orderId: A-1 }
                request:
                  line: DELETE /orders/A-1
                  headers: { Authorization: Bearer <token> }
                replies:
                  - { name: done, status: 204, outcome: canceled }

        """
    }

    /// The same spec with a misspelt key in line 2.
    static func misspelt(_ venue: String = "Example") -> String {
        spec(venue).replacing("venue: \(venue)", with: "vanue: \(venue)")
    }
}
