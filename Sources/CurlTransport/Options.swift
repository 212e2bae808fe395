public import VenueRuntime

extension CurlTransport {
    /// What can be chosen; the defaults suit cancelling orders.
    public struct Options: Equatable, Sendable {
        /// How long finding the host's address, connecting and agreeing on TLS may take together.
        public var connectTimeout: Duration = .seconds(10)
        /// How many bytes of a body are accepted, counted after decompression.
        public var maximumBodySize = 1 << 20
        /// How many bytes of a reply's head are accepted, interim replies included.
        public var maximumHeaderSize = 1 << 16
        /// How long a connection may be idle and still be used again.
        ///
        /// Well below what servers and gateways commonly allow: a connection that is closed while a request travels
        /// leaves its outcome unknown.
        public var maximumIdleTime: Duration = .seconds(30)
        /// How many idle connections are kept, beside those of the calls under way.
        ///
        /// With fewer than there are calls at a time, some connections are opened again and again.
        public var maximumIdleConnections = 256
        /// A PEM file of the authorities to trust instead of the system's.
        public var certificateAuthorities: String?
        /// What to prove this side's identity with, where a server asks for it.
        public var clientCertificate: ClientCertificate?
        /// The HTTP proxy to send everything through; `nil` for none, whatever the environment says.
        public var proxy: BaseURL?
        /// The `User-Agent` of requests that bring none; visible ASCII and spaces.
        public var userAgent = "venue-clients"

        /// The defaults.
        public init() {}
    }

    /// A certificate and its private key, in PEM files.
    public struct ClientCertificate: Equatable, Sendable {
        /// The path of the certificate, with those of intermediate authorities after it.
        public var certificate: String
        /// The path of the private key.
        public var key: String
        /// What the key's file is encrypted with, if it is.
        public var passphrase: Secret?

        /// Names the files.
        public init(certificate: String, key: String, passphrase: Secret? = nil) {
            self.certificate = certificate
            self.key = key
            self.passphrase = passphrase
        }
    }
}
