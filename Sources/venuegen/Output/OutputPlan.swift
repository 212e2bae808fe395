internal import SourceText
internal import VenueCodegen

/// What has to happen so that a directory holds exactly the generated files, beside files that are none of ours.
struct OutputPlan {
    /// What happens to one file.
    struct Step {
        /// What happens.
        enum Action {
            /// The file has these bytes already.
            case keep
            /// The file is new, or gets new bytes in place of the old.
            case write(old: [UInt8]?, new: [UInt8])
            /// The file was generated from a spec that is gone.
            case remove(old: [UInt8])
        }

        /// The file's name.
        let name: String
        /// What happens to it.
        let action: Action
    }

    /// Something in the way that is not ours to replace.
    struct Obstacle {
        /// The name both want.
        let name: String
        /// Why it stays; lower case, no full stop.
        let reason: String
        /// The bytes that are there and those that would be, where both can be compared.
        let contents: (old: [UInt8], new: [UInt8])?
    }

    /// What happens, by name.
    let steps: [Step]
    /// What is in the way, by name.
    ///
    /// With any of these nothing may be written.
    let obstacles: [Obstacle]

    /// A plan of these steps, with nothing in the way.
    init(steps: [Step]) {
        self.steps = steps
        obstacles = []
    }

    /// Compares the files a generation gave with those of a directory.
    ///
    /// How lines end is a checkout's business and makes no difference.
    init(generated: [GeneratedFile], existing: [String: ExistingFile]) {
        var steps: [Step] = []
        var obstacles: [Obstacle] = []
        for file in generated {
            let new = Array(file.text.utf8)
            switch existing[file.name] {
            case nil: steps.append(Step(name: file.name, action: .write(old: nil, new: new)))
            case .generated(let bytes):
                let old = SourceFile.foldingLineEnds(bytes)
                steps.append(Step(name: file.name, action: old == new ? .keep : .write(old: old, new: new)))
            case .handWritten(let old):
                let reason = "it is hand-written, it has no generated header"
                obstacles.append(
                    Obstacle(name: file.name, reason: reason, contents: (SourceFile.foldingLineEnds(old), new)))
            case .symbolicLink:
                obstacles.append(Obstacle(name: file.name, reason: "it is a symbolic link", contents: nil))
            case .notAFile:
                obstacles.append(Obstacle(name: file.name, reason: "it is not a regular file", contents: nil))
            }
        }
        let names = Set(generated.map(\.name))
        for (name, file) in existing where !names.contains(name) {
            if case .generated(let old) = file { steps.append(Step(name: name, action: .remove(old: old))) }
        }
        self.steps = steps.sorted { $0.name < $1.name }
        self.obstacles = obstacles.sorted { $0.name < $1.name }
    }
}
