import SwiftSource
import TestScheduling
import Testing

@Suite(.bounded) struct LayoutTests {
    private func rendered(_ declarations: Declaration...) -> String {
        SwiftFile(header: [], imports: [], declarations: declarations).rendered()
    }

    private func function(_ body: Code, parameters: Int = 0) -> Declaration {
        let parameters = (0..<parameters).map { FunctionDeclaration.Parameter("parameter\($0)", "String") }
        return .function("f", parameters, access: .public, returns: "Int", body: body)
    }

    @Test func aFileHasHeaderImportsAndDeclarationsApart() {
        let file = SwiftFile(
            header: ["One.", ""], imports: [Import(.public, "A"), Import(.internal, "B")],
            declarations: [.type(.enum, "E", access: .package)])
        #expect(file.rendered() == "// One.\n//\n\npublic import A\ninternal import B\n\npackage enum E {}\n")
    }

    @Test func aShortBodyStandsOnTheLineOfItsFunction() {
        #expect(rendered(function(["1"])) == "public func f() -> Int { 1 }\n")
        #expect(rendered(function(["let a = 1", "return a"])).split(separator: "\n").count == 4)
    }

    @Test func aLongSignaturePacksItsParameters() {
        #expect(
            rendered(function(["1"], parameters: 6)) == """
                public func f(
                    parameter0: String, parameter1: String, parameter2: String, parameter3: String, parameter4: String,
                    parameter5: String
                ) -> Int {
                    1
                }

                """)
    }

    @Test func aListBreaksOnlyWhereItMust() {
        var code = Code()
        code.append(.list("call(", ["a", "b"], closing: ")"))
        code.append(.list("call(", (0..<12).map { "argument\($0)" }, closing: ")"))
        #expect(
            rendered(function(code)) == """
                public func f() -> Int {
                    call(a, b)
                    call(
                        argument0, argument1, argument2, argument3, argument4, argument5, argument6, argument7, argument8, argument9,
                        argument10, argument11
                    )
                }

                """)
    }

    @Test func conditionsBreakWithTheBraceOnItsOwn() {
        let long = String(repeating: "x", count: 60)
        var code = Code()
        code.append(.when(["a", "b"], ["return 1"]))
        code.append(.when([long, long], ["return 2"]))
        code.append(.unless(["c"], ["return 3"]))
        #expect(
            rendered(function(code)) == """
                public func f() -> Int {
                    if a, b { return 1 }
                    if \(long),
                        \(long)
                    {
                        return 2
                    }
                    guard c else {
                        return 3
                    }
                }

                """)
    }

    @Test func casesOfASwitchTakeOneLineWhereTheyFit() {
        let long = String(repeating: "x", count: 70)
        var code: Code = ["switch a {"]
        code.append(.switchCase([".a"], ["1"]))
        code.append(.switchCase([".b"], ["one", "two"]))
        code.append(.switchCase([".\(long)", ".\(long)"], ["3"]))
        code.line("}")
        #expect(
            rendered(function(code)) == """
                public func f() -> Int {
                    switch a {
                    case .a: 1
                    case .b:
                        one
                        two
                    case .\(long),
                        .\(long):
                        3
                    }
                }

                """)
    }

    @Test func casesAndStoredPropertiesStandTogetherAndTheRestApart() {
        let members: [Declaration] = [
            .enumCase("a"),
            .enumCase("b", [.init(label: "c", "Int"), .init("String")]),
            .property("d", "Int", .constant(["1"]), isStatic: true),
            .property("e", "Int", .computed(["1"])),
            .typeAlias("F", "Int", access: .private, comment: ["Why."]),
        ]
        #expect(
            rendered(.type(.enum, "E", inherits: ["A", "B"], members: members)) == """
                enum E: A, B {
                    case a
                    case b(c: Int, String)

                    static let d: Int = 1

                    var e: Int { 1 }

                    // Why.
                    private typealias F = Int
                }

                """)
    }

    @Test func reservedWordsAreQuotedAsNamesAndAlmostNeverAsLabels() {
        #expect(
            ["default", "Type", "self", "order"].map(ReservedWords.quoted) == [
                "`default`", "`Type`", "`self`", "order",
            ])
        #expect(["for", "in", "inout", "let"].map(ReservedWords.quotedLabel) == ["for", "in", "`inout`", "`let`"])
    }
}
