import TestScheduling
import Testing
import VenueRuntime

/// Damaged bytes: nothing crashes, and what is read survives being written.
@Suite(.bounded) struct JSONMutationTests {
    /// Texts to damage.
    private static let seeds = [
        #"{"id":9007199254740993,"status":"Working","price":"0.10","fee":1.50e+3,"stop":null,"created":"2026-01-15T09:30:00.1234567+02:00","fills":[1,2.0],"tags":["a","\u00e9𝄞\uD834\uDD1E"],"extra":{"deep":[[{"x":null}],true,false]}}"#,
        #"{"error":"not found or already terminal","code":104}"#,
        "[[],{},\"\",0,-1e-9,null,true,[[[[\"\\\\\"]]]]]",
    ]

    @Test(arguments: 0..<40)
    func damagedBytesAreReadOrRefused(seed: UInt64) throws {
        var random = FixedRandom(seed: seed)
        for original in Self.seeds.map(bytes) {
            for _ in 0..<100 {
                let sample = damaged(original, &random)
                let error = problem(sample)
                #expect((error == nil) == (skippingProblem(sample) == nil))
                if let error {
                    #expect(0...sample.count ~= error.offset)
                    continue
                }
                let once = try JSONValue(jsonBytes: sample).jsonBytes()
                #expect(try JSONValue(jsonBytes: once).jsonBytes() == once)
            }
        }
    }

    @Test(arguments: 0..<20)
    func damagedModelsAreReadOrRefused(seed: UInt64) throws {
        var random = FixedRandom(seed: 1000 + seed)
        var read = 0
        for _ in 0..<200 {
            let sample = damaged(bytes(Self.seeds[0]), &random)
            guard let order = HTTPResponse(status: 200, body: sample).json(Sample.Order.self).value else { continue }
            read += 1
            let once = order.jsonBytes()
            #expect(try Sample.Order(jsonBytes: once) == order)
            #expect(try Sample.Order(jsonBytes: once).jsonBytes() == once)
        }
        #expect(read > 0)
    }

    @Test(arguments: 0..<20)
    func randomValuesAreWrittenAndReadUnchanged(seed: UInt64) throws {
        var random = FixedRandom(seed: 2000 + seed)
        for _ in 0..<50 {
            let value = randomValue(depth: 0, &random)
            let once = value.jsonBytes()
            #expect(try JSONValue(jsonBytes: once) == value)
            #expect(try JSONValue(jsonBytes: once).jsonBytes() == once)
        }
    }

    @Test func randomBytesAreRefusedOrRead() {
        var random = FixedRandom(seed: 3)
        for _ in 0..<2000 {
            let sample = (0..<Int.random(in: 0...40, using: &random)).map { _ in
                UInt8.random(in: .min ... .max, using: &random)
            }
            #expect((problem(sample) == nil) == (skippingProblem(sample) == nil))
        }
    }

    /// Bytes with one to four faults: flipped, dropped, doubled, inserted, cut, swapped.
    private func damaged(_ original: [UInt8], _ random: inout FixedRandom) -> [UInt8] {
        var sample = original
        for _ in 0..<Int.random(in: 1...4, using: &random) where !sample.isEmpty {
            let index = Int.random(in: 0..<sample.count, using: &random)
            switch Int.random(in: 0..<6, using: &random) {
            case 0: sample[index] = UInt8.random(in: .min ... .max, using: &random)
            case 1: sample.remove(at: index)
            case 2: sample.insert(sample[index], at: index)
            case 3:
                sample.insert(Array("{}[]\",:\\u0.eE+-ntf \u{0}".utf8).randomElement(using: &random) ?? 0, at: index)
            case 4: sample.removeLast(min(sample.count, Int.random(in: 0...6, using: &random)))
            default: sample.swapAt(index, Int.random(in: 0..<sample.count, using: &random))
            }
        }
        return sample
    }

    /// Any value.
    private func randomValue(depth: Int, _ random: inout FixedRandom) -> JSONValue {
        switch Int.random(in: 0..<(depth > 4 ? 4 : 6), using: &random) {
        case 0: return .null
        case 1: return .boolean(Bool.random(using: &random))
        case 2: return .number(JSONNumber(Int64.random(in: .min ... .max, using: &random)))
        case 3: return .string(randomText(&random))
        case 4:
            return .array(
                (0..<Int.random(in: 0...4, using: &random)).map { _ in randomValue(depth: depth + 1, &random) })
        default:
            let count = Int.random(in: 0...30, using: &random)
            return .object(
                (0..<count).map { .init("\($0):" + randomText(&random), randomValue(depth: depth + 2, &random)) })
        }
    }

    /// Text of scalars from all planes, control characters included.
    private func randomText(_ random: inout FixedRandom) -> String {
        let scalars = (0..<Int.random(in: 0...8, using: &random)).compactMap { _ in
            let highest: UInt32 = [0x7F, 0x7FF, 0xFFFF, 0x10FFFF].randomElement(using: &random) ?? 0x7F
            return Unicode.Scalar(UInt32.random(in: 0...highest, using: &random))
        }
        return String(String.UnicodeScalarView(scalars))
    }
}
