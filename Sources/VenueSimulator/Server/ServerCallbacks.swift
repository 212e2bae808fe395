internal import CMicroHTTPD
internal import VenueRuntime

/// The functions the library calls, on its own thread.
enum ServerCallbacks {
    /// Takes a request in, piece by piece, and answers it once it is whole.
    static let handle: MHD_AccessHandlerCallback = { context, connection, path, method, _, data, size, slot in
        guard let context, let connection, let path, let method, let size, let slot else { return venue_no }
        guard let known = slot.pointee else {
            let exchanges = Unmanaged<ServerExchanges>.fromOpaque(context).takeUnretainedValue()
            let request = ReceivedRequest(
                method: String(cString: method), target: String(cString: path) + query(of: connection),
                headers: headers(of: connection))
            let exchange = ServerExchange(exchanges, request, LibraryConnection(pointer: connection))
            slot.pointee = Unmanaged.passRetained(exchange).toOpaque()
            return venue_yes
        }
        let exchange = Unmanaged<ServerExchange>.fromOpaque(known).takeUnretainedValue()
        if size.pointee > 0 {
            exchange.take(UnsafeRawBufferPointer(start: data, count: size.pointee))
            size.pointee = 0
            return venue_yes
        }
        return exchange.proceed()
    }

    /// Forgets a request that is over, however it ended.
    static let completed: MHD_RequestCompletedCallback = { _, _, slot, _ in
        guard let slot, let known = slot.pointee else { return }
        Unmanaged<ServerExchange>.fromOpaque(known).release()
        slot.pointee = nil
    }

    /// The header fields of a request.
    private static func headers(of connection: OpaquePointer) -> HTTPHeaderFields {
        HTTPHeaderFields(received: pairs(venue_header_kind, of: connection).map { ($0.name, $0.value ?? "") })
    }

    /// The query of a request with its `?`, encoded as it came; the library made spaces of its plus signs.
    private static func query(of connection: OpaquePointer) -> String {
        let fields = pairs(venue_argument_kind, of: connection).map { field in
            (field.name + (field.value.map { "=" + $0 } ?? "")).replacing(" ", with: "+")
        }
        return fields.isEmpty ? "" : "?" + fields.joined(separator: "&")
    }

    /// The names and values of one kind, in order.
    private static func pairs(
        _ kind: MHD_ValueKind, of connection: OpaquePointer
    ) -> [(name: String, value: String?)] {
        var pairs: [(name: String, value: String?)] = []
        withUnsafeMutablePointer(to: &pairs) { list in
            _ = MHD_get_connection_values(
                connection, kind,
                { context, _, name, value in
                    guard let list = context?.assumingMemoryBound(to: [(name: String, value: String?)].self), let name
                    else { return venue_yes }
                    list.pointee.append((String(cString: name), value.map { String(cString: $0) }))
                    return venue_yes
                }, list)
        }
        return pairs
    }
}

/// A connection of the library.
///
/// Unchecked, since the compiler cannot see that the library locks what is used here: suspending and resuming.
struct LibraryConnection: @unchecked Sendable {
    /// The library's pointer.
    let pointer: OpaquePointer
}
