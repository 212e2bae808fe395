internal import Foundation

/// Reads an open file from its beginning, some bytes at a time.
struct ByteReader {
    /// The file.
    private let descriptor: Int32
    /// The file's name, for messages.
    private let name: String
    /// What was read and not yet taken.
    private var buffer: ArraySlice<UInt8> = []
    /// Where the next read begins.
    private var offset: off_t = 0

    /// A reader of a file that can be read at any place.
    init(_ descriptor: Int32, name: String) {
        self.descriptor = descriptor
        self.name = name
    }

    /// The next byte; `nil` at the end.
    mutating func next() throws(Obstacle) -> UInt8? {
        if buffer.isEmpty { try fill() }
        return buffer.popFirst()
    }

    /// The next byte, which stays the next.
    mutating func peek() throws(Obstacle) -> UInt8? {
        if buffer.isEmpty { try fill() }
        return buffer.first
    }

    private mutating func fill() throws(Obstacle) {
        var bytes = [UInt8](repeating: 0, count: 1 << 16)
        let count = bytes.withUnsafeMutableBytes { pread(descriptor, $0.baseAddress, $0.count, offset) }
        guard count >= 0 else { throw Obstacle("cannot read '\(name)': \(String(cString: strerror(errno)))") }
        offset += off_t(count)
        buffer = bytes.prefix(count)
    }
}
