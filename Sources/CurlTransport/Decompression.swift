internal import CZlib

/// A body that came compressed, as gzip or zlib (RFC 1952, RFC 1950) pack it.
///
/// Both end with a checksum, by which a body that was cut short is told from a whole one; libcurl's own decompression does
/// not ask for it. A class, because zlib's state is freed once.
final class Decompression {
    /// Why there is no more of a body.
    enum Problem: Error {
        /// The bytes are not what a compressor writes.
        case malformed
        case oversized
        case outOfMemory
    }

    /// zlib's state, at a place of its own: zlib keeps its address.
    private let stream: UnsafeMutablePointer<z_stream>
    private var piece = [UInt8](repeating: 0, count: 1 << 14)
    /// Whether the bytes so far end with a checksum that holds.
    private(set) var isComplete = false

    init() throws(Problem) {
        stream = .allocate(capacity: 1)
        stream.initialize(to: z_stream())
        guard venue_inflate_start(stream) == Z_OK else {
            stream.deallocate()
            throw .outOfMemory
        }
    }

    deinit {
        inflateEnd(stream)
        stream.deallocate()
    }

    /// Adds what compressed bytes stand for to a body of limited size; nothing more can be added after an error.
    func append(_ bytes: UnsafeRawBufferPointer, to body: inout [UInt8], limit: Int) throws(Problem) {
        let first = UnsafeMutableRawPointer(mutating: bytes.baseAddress)
        stream.pointee.next_in = first?.assumingMemoryBound(to: UInt8.self)
        stream.pointee.avail_in = UInt32(clamping: bytes.count)
        var isFull = false
        while stream.pointee.avail_in > 0 || isFull {
            if isComplete {
                // Compressed pieces may follow each other.
                guard inflateReset(stream) == Z_OK else { throw .malformed }
                isComplete = false
            }
            let status = piece.withUnsafeMutableBufferPointer { room in
                stream.pointee.next_out = room.baseAddress
                stream.pointee.avail_out = UInt32(clamping: room.count)
                return inflate(stream, Z_NO_FLUSH)
            }
            isFull = stream.pointee.avail_out == 0
            let made = piece.count - Int(stream.pointee.avail_out)
            guard made <= limit - body.count else { throw .oversized }
            body += piece[..<made]
            switch status {
            case Z_OK: break
            case Z_STREAM_END: (isComplete, isFull) = (true, false)
            case Z_BUF_ERROR where stream.pointee.avail_in == 0: return
            case Z_MEM_ERROR: throw .outOfMemory
            default: throw .malformed
            }
        }
    }
}
