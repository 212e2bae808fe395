internal import CLibCurl

extension EasyHandle {
    /// Sets the functions that tell a call of its progress; ``setOwner(_:)`` says which call.
    func setReceivers() throws(CurlFailure) {
        try check(
            venue_curl_set_prerequest(handle) { call, _, _, _, _ in
                Call.at(call)?.maySend() == true ? CURL_PREREQFUNC_OK : CURL_PREREQFUNC_ABORT
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

    /// Has a call told of its progress.
    func setOwner(_ call: Call) throws(CurlFailure) {
        // Unowned: the driver's table keeps the call as long as libcurl has the handle.
        let pointer = Unmanaged.passUnretained(call).toOpaque()
        let options = [
            CURLOPT_PRIVATE, CURLOPT_PREREQDATA, CURLOPT_XFERINFODATA, CURLOPT_HEADERDATA, CURLOPT_WRITEDATA,
        ]
        for option in options {
            try check(venue_curl_set_pointer(handle, option, pointer))
        }
    }

    /// What a receiver answers to end the call: any number but that of the bytes offered.
    private static func refusal(of count: Int) -> Int { count == 0 ? 1 : 0 }
}
