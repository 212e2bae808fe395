import Foundation

/// Whether this system has a file.
func exists(_ path: String) -> Bool {
    FileManager.default.fileExists(atPath: path)
}

/// Whether permissions hold for whoever runs the tests; they do not hold for root.
var permissionsHold: Bool {
    geteuid() != 0
}
