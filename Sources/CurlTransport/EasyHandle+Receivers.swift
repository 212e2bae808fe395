internal import CLibCurl

extension EasyHandle {
    /// Sets the functions that tell a call of its progress; ``setOwner(_:)`` says which call.
    func setReceivers() throws(CurlFailure) {
        try check(
            venue_curl_set_prerequest(handle) { call, peer, here, peersPort, port in
                let ends = Wire.Ends(peer: peer, here: here, peersPort: peersPort, port: port)
                return Call.at(call)?.maySend(between: ends) == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
            })
        try check(
            venue_curl_set_socket_maker(handle) { call, _, address in
                address.flatMap { Call.at(call)?.makeSocket($0.pointee) } ?? CURL_SOCKET_BAD
            })
        // Asked for nothing unless the option that goes with it is set, as `watchForExcess()` does.
        try check(
            venue_curl_set_listener(handle) { _, kind, text, size, call in
                if kind == CURLINFO_TEXT { Call.at(call)?.hear(UnsafeRawBufferPointer(start: text, count: size)) }
                return 0
            })
        try set(CURLOPT_NOPROGRESS, false)
        try check(
            venue_curl_set_progress(handle) { call, _, _, _, written in
                Call.at(call)?.didWrite(bodyBytes: Int(written))
                return 0
            })
        try check(
            venue_curl_set_receiver(handle, CURLOPT_HEADERFUNCTION) { bytes, _, count, call in
                let line = UnsafeRawBufferPointer(start: bytes, count: count)
                return Call.at(call)?.receive(headLine: line) == true ? count : EasyHandle.refusal(of: count)
            })
        try check(
            venue_curl_set_receiver(handle, CURLOPT_WRITEFUNCTION) { bytes, _, count, call in
                let piece = UnsafeRawBufferPointer(start: bytes, count: count)
                return Call.at(call)?.receive(bodyPiece: piece) == true ? count : EasyHandle.refusal(of: count)
            })
    }

    /// Has the sockets of connections closed through the table that knows them.
    ///
    /// libcurl keeps the table's address with each connection that a call of this handle opens.
    func setCloser(_ wires: Wires) throws(CurlFailure) {
        let pointer = Unmanaged.passUnretained(wires).toOpaque()
        try check(venue_curl_set_pointer(handle, CURLOPT_CLOSESOCKETDATA, pointer))
        try check(
            venue_curl_set_socket_closer(handle) { wires, socket in
                wires.map { Unmanaged<Wires>.fromOpaque($0).takeUnretainedValue() }?.close(socket) ?? -1
            })
    }

    /// Has a call told of its progress.
    func setOwner(_ call: Call) throws(CurlFailure) {
        // Unowned: the driver's table keeps the call as long as libcurl has the handle.
        let pointer = Unmanaged.passUnretained(call).toOpaque()
        let options = [
            CURLOPT_PRIVATE, CURLOPT_PREREQDATA, CURLOPT_XFERINFODATA, CURLOPT_HEADERDATA, CURLOPT_WRITEDATA,
            CURLOPT_OPENSOCKETDATA, CURLOPT_DEBUGDATA,
        ]
        for option in options {
            try check(venue_curl_set_pointer(handle, option, pointer))
        }
    }

    /// What a receiver answers to end the call: any number but that of the bytes offered.
    private static func refusal(of count: Int) -> Int { count == 0 ? 1 : 0 }
}
