import VenueRuntime
import VenueSimulator
import VenueSpec

extension Venue {
    /// The venue's generated client as its users hold it.
    func makeClient(
        server: String = "http://127.0.0.1", transport: any Transport, options: ClientOptions = ClientOptions()
    ) throws -> any CancelClient {
        guard let operation = client else { throw Call.MissingClient(venue: name.text) }
        return try Self.makeClient(operation, BaseURL(server), secrets, transport, options)
    }

    private static func makeClient<Operation: CancelOperation>(
        _: Operation.Type, _ server: BaseURL, _ secrets: [String: String], _ transport: any Transport,
        _ options: ClientOptions
    ) throws -> any CancelClient {
        try VenueClient<Operation>(
            server: Operation.Server(server),
            credentials: Operation.Credentials(secrets: { Secret(secrets[$0] ?? "-") }),
            transport: transport, options: options)
    }

    /// The value that tells one order's input from another's.
    func orderID(_ number: Int) throws -> String {
        let json = try JSONValue(jsonBytes: input(number))
        switch operations.first?.lastIdentifier.flatMap({ json[$0] }) {
        case .string(let text): return text
        case .number(let number): return number.text
        default: return ""
        }
    }
}
