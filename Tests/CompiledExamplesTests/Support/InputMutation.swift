import SourceText
import VenueSpec

/// Makes changed copies of inputs: what a caller could pass by mistake, or a file could hold.
struct InputMutation {
    /// The operation.
    let operation: CallDescription

    /// Texts that are empty, unsafe somewhere in a request, of another spelling, or at the edge of a constraint.
    static let texts =
        [
            "", ".", "..", "...", "%2e%2e", "a/../b", "/", "//", "?", "#", " ", " a", "a ", "a b", "a\tb", "\0", "\n",
            "a\r\nb",
            "\u{1F}", "\u{7F}", "\u{80}", "\u{9F}", "\u{A0}", "é", "e\u{301}", "Sim 101/β:%", "😀", "a+b&c=d?e#f;g,h",
            "\"\\/", "{x}", "<token>", "\u{200B}", "\u{FEFF}a", "\u{2028}", "\u{202E}", "\u{212A}", "buy", "BUY ", "٣",
            "0", "-0", "1.50", "1e2", "01", "+1", "null", "true", "2025-02-28", "2025-02-29", "2025-1-1",
            "2025-08-15T08:59:51Z", "2025-08-15T08:59:51.123456789+05:30", "2025-08-15T24:00:00Z",
            "67fd640c-cb6c-4218-80ae-49e79ec15646", "67FD640C-CB6C-4218-80AE-49E79EC15646",
            "67fd640ccb6c421880ae49e79ec15646", "67fd640ccb6c421880ae49e79ec15646\n",
            "0x67fd640ccb6c421880ae49e79ec1564612345678",
        ] + [1, 8, 9, 20, 21, 32, 33, 36, 37, 50, 51, 64, 65, 100, 101, 5000].map { String(repeating: "7", count: $0) }
        + [20, 21, 100].map { String(repeating: "é", count: $0) }

    /// Numbers at the edges of 64 bits and of constraints, in spellings that readers disagree about.
    static let numbers = [
        "0", "-0", "1", "-1", "1.0", "1.50", "1e2", "1E+2", "-0.0", "01", "+1", ".5", "1.", "NaN", "9999", "10000",
        "60000",
        "60001", "999999", "1000000", "9007199254740993", "9223372036854775807", "9223372036854775808",
        "-9223372036854775808", "-9223372036854775809", "18446744073709551616", "1e999999",
    ]

    /// Lists of no, one, several and unfit elements.
    static let lists: [[Example.InputScalar]] = [
        [], [.text("")], [.text("a")], [.text("a"), .text("b")], [.text("a,b"), .text("c d")],
        [.text("a"), .text("a")],
        [.text("qty")], [.text("qty"), .text("updated")], [.text("Qty")], [.text("a"), .number("1")], [.number("1")],
        [.text("a"), .text("\0")], [.list([.text("a")])], (0..<9).map { .text("\($0)") }, [.boolean(true)],
    ]

    /// Every value above.
    static let values: [Example.InputScalar] =
        texts.map { .text($0) } + numbers.map { .number($0) } + [.boolean(true), .boolean(false)]
        + lists.map { .list($0) }

    /// Copies of an example with one parameter set to each value, and with each combination of parameters given.
    func copies(of example: Example) -> [Example] {
        let single = operation.parameters.flatMap { parameter in
            Self.values.map { setting(parameter.name.text, to: $0, in: example) }
        }
        return (single + combinations(of: example)).map(namingItsScope)
    }

    /// Copies in which each subset of the parameters is given, with the values of examples; one has a name nobody
    /// declared, and one a name twice.
    private func combinations(of example: Example) -> [Example] {
        let samples = operation.parameters.map { parameter in
            example.input.first { $0.name == parameter.name.text }?.value
                ?? operation.examples.flatMap(\.input).first { $0.name == parameter.name.text }?.value
                ?? parameter.sample
        }
        var copies = (0..<(1 << operation.parameters.count)).map { subset in
            var copy = example
            copy.input = []
            for (index, parameter) in operation.parameters.enumerated() where subset & 1 << index != 0 {
                copy = setting(parameter.name.text, to: samples[index], in: copy, like: example)
            }
            return copy
        }
        copies.append(setting("unheardOf", to: .text("x"), in: example))
        var twice = example
        twice.input += example.input.suffix(1)
        copies.append(twice)
        var reversed = example
        reversed.input.reverse()
        return copies + [reversed]
    }

    /// The example with the name of the scope that its parameters make, if they make one.
    private func namingItsScope(_ example: Example) -> Example {
        guard operation.kind == .cancelAll, case .alternatives(let scopes) = operation.identity else { return example }
        var copy = example
        let given = Set(example.input.map(\.name)).intersection(operation.identifiers)
        let fitting = scopes.first { Set($0.parameters + operation.sharedIdentity) == given }
        copy.scope = fitting?.name.text ?? example.scope
        return copy
    }

    /// The example with a parameter set.
    private func setting(
        _ name: String, to value: Example.InputScalar, in example: Example, like template: Example? = nil
    ) -> Example {
        var copy = example
        if let index = copy.input.firstIndex(where: { $0.name == name }) {
            copy.input[index].value = value
        } else if var added = (template ?? example).input.first {
            added.name = name
            added.value = value
            copy.input.append(added)
        }
        return copy
    }
}

extension Parameter {
    /// A value of the type that keeps to no constraint in particular.
    fileprivate var sample: Example.InputScalar {
        switch type {
        case .string: .text(example ?? "a")
        case .decimalString: .text("1.50")
        case .decimalNumber: .number("1.50")
        case .integer: .number(example ?? "7")
        case .boolean: .boolean(true)
        case .timestamp: .text("2025-08-15T08:59:51.97Z")
        case .enumeration(let enumeration, _): .text(enumeration.values.first?.name.text ?? "a")
        case .array: .list([.text("a")])
        }
    }
}
