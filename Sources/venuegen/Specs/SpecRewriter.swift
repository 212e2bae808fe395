internal import ClientGeneration
internal import SourceText

/// Gives specs a new text in place: each of them has the old text or the new one at any moment.
enum SpecRewriter {
    /// Writes the new texts.
    ///
    /// A symbolic link stays one; the file it leads to is written. Of the specs in one directory all are written or none.
    static func write(_ rewrites: [(file: SourceFile, text: String)]) throws(FileError) {
        var steps: [String: [OutputPlan.Step]] = [:]
        for rewrite in rewrites {
            let path = try FileSystem.resolve(rewrite.file.path)
            let slash = path.utf8.lastIndex(of: UInt8(ascii: "/")) ?? path.startIndex
            let directory = slash == path.startIndex ? "/" : String(path[..<slash])
            let action = OutputPlan.Step.Action.write(old: rewrite.file.bytes, new: Array(rewrite.text.utf8))
            let name = SourceFile(path: path, bytes: []).name
            steps[directory, default: []].append(OutputPlan.Step(name: name, action: action))
        }
        for (directory, steps) in steps.sorted(by: { $0.key < $1.key }) {
            try OutputWriter.withLock(on: directory) { (writer) throws(FileError) in
                for case (let name, .write(let old?, _)) in steps.map({ ($0.name, $0.action) }) {
                    let path = directory.appending(name: name)
                    guard try FileSystem.read(path, limit: SpecFiles.sizeLimit) == old else {
                        throw FileError("cannot write '\(path)': it was changed in the meantime; run this again")
                    }
                }
                try writer.carryOut(OutputPlan(steps: steps))
            }
        }
    }
}
