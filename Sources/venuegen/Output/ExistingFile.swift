/// What stands in the output directory under a name.
enum ExistingFile {
    /// A file with the generated header.
    case generated([UInt8])
    /// A file without it; somebody's own work, or a header that was damaged.
    case handWritten([UInt8])
    /// A symbolic link; what it points to may be anybody's.
    case symbolicLink
    /// A directory, a device, anything else.
    case notAFile
}
