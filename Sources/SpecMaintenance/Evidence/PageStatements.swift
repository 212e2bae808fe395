/// What a page states beside the names of a spec: limits, and whether a value must be given.
///
/// A page is read line by line. A line that begins with a name begins what is said of it, until another name, a heading or
/// the end of a dozen lines; a sample value right after a limit says more surely whose it is.
struct PageStatements {
    /// A limit, and the name it stands beside if there is one.
    struct Limit {
        let name: String?
        let limit: PageLimit
    }

    /// A word such as `required` beside a name.
    struct Presence {
        let name: String
        /// Whether it is of a reply, as far as headings tell.
        let isReply: Bool
        /// `nil` where it depends on something.
        let isRequired: Bool?
        let range: Range<Int>
    }

    private(set) var limits: [Limit] = []
    private(set) var presences: [Presence] = []
    private(set) var numbers: Set<Int64> = []
    /// By line: the name it is said of, or that it begins with.
    private(set) var names: [String?] = []

    private let scalars: [Unicode.Scalar]
    private let known: Set<String>
    /// Sample values, each with the name of its parameter; a value that several have tells nothing.
    private let samples: [(text: [Unicode.Scalar], name: String)]

    /// How many lines after a name may still be about it.
    private static let reach = 12
    /// How many characters after a limit a sample value may stand.
    private static let sampleReach = 200
    private static let requiredWords: [String: Bool] = [
        "required": true, "mandatory": true, "compulsory": true, "obligatory": true, "optional": false,
    ]
    private static let answers: [String: Bool] = [
        "yes": true, "y": true, "true": true, "no": false, "n": false, "false": false,
    ]
    private static let columnTitles: Set<String> = ["name", "parameter", "field", "key", "property", "attribute"]

    private struct Section {
        var name: String?
        var linesLeft = 0
        var isReply = false
        /// Whether the name's word was found.
        var isDecided = true
        /// What `yes` says in a column, where one is about it: its index in a row, and whether it is about what is optional.
        var column: (index: Int?, isOptional: Bool)?
    }

    /// Reads a page.
    ///
    /// - Parameters:
    ///   - page: The page.
    ///   - names: Every name of the spec, whoever it belongs to.
    ///   - samples: Sample values of parameters, by the parameter's name.
    init(_ page: PageText, names: Set<String>, samples: [(name: String, value: String)]) {
        scalars = page.scalars
        known = names
        let owners = Dictionary(grouping: samples, by: \.value).mapValues { Set($0.map(\.name)) }
        self.samples = owners.compactMap { value, names in
            guard value.unicodeScalars.count > 1, names.count == 1, let name = names.first else { return nil }
            return (PageText.comparable(value), name)
        }
        var section = Section()
        for line in page.lines { read(line, &section) }
        limits.sort { $0.limit.range.lowerBound < $1.limit.range.lowerBound }
    }

    private mutating func read(_ line: Range<Int>, _ section: inout Section) {
        var start = line.lowerBound
        if let head = head(of: line) {
            (section.name, section.linesLeft, section.isDecided) = (head.name, Self.reach, false)
            start = head.end
        } else if let isReply = isReplyHeading(line) {
            (section.name, section.isReply) = (nil, isReply)
        } else if section.linesLeft == 0 || beginsAnotherName(line) {
            section.name = nil
        } else {
            section.linesLeft -= 1
        }
        names.append(section.name)
        let tokens = PageToken.all(in: scalars, start..<line.upperBound)
        numbers.formUnion(tokens.compactMap(\.number))
        readColumn(tokens, &section)
        if !section.isReply {
            for limit in PageLimit.all(in: tokens) {
                limits.append(
                    Limit(
                        name: sampleName(after: limit, upTo: line.upperBound) ?? section.name
                            ?? sampleName(after: limit, upTo: scalars.count), limit: limit))
            }
        }
        guard let name = section.name, !section.isDecided, let found = presence(in: tokens, section) else { return }
        section.isDecided = true
        presences.append(
            Presence(name: name, isReply: section.isReply, isRequired: found.isRequired, range: found.range))
    }

    /// The name a line begins with, after bullets and quotes, and where what is said of it begins.
    private func head(of line: Range<Int>) -> (name: String, end: Int)? {
        guard let word = firstWord(of: line) else { return nil }
        let text = scalars[word].text
        let parts = text.split(separator: ".", omittingEmptySubsequences: false).map(String.init)
        if let name = known.contains(text) ? text : parts.last.flatMap({ known.contains($0) ? $0 : nil }) {
            let next = PageToken.all(in: scalars, word.upperBound..<line.upperBound).first
            let isProse =
                next?.word.map { Self.statementWords(in: $0) == nil && $0 != "not" && $0 != "conditionally" } ?? false
            guard !isProse || PageNames.isName(name) else { return nil }
            return (name, word.upperBound)
        }
        // Names that a saved page runs together with the words for their types.
        let run = parts.last ?? text
        for (index, _) in zip(run.indices, run).reversed() {
            let name = String(run[..<index])
            if known.contains(name), Self.statementWords(in: run[index...].lowercased()) != nil {
                return (name, word.upperBound - run[index...].unicodeScalars.count)
            }
        }
        return nil
    }

    /// The first word of a line, dots and hyphens inside included.
    private func firstWord(of line: Range<Int>) -> Range<Int>? {
        guard let start = line.first(where: { scalars[$0].isWordPart }),
            scalars[line.lowerBound..<start].allSatisfy({ !$0.properties.isAlphabetic }),
            start - line.lowerBound <= 8
        else { return nil }
        var end = start
        while end < line.upperBound, scalars[end].isWordPart || scalars[end] == "." || scalars[end] == "-" { end += 1 }
        while end > start, !scalars[end - 1].isWordPart { end -= 1 }
        return start..<end
    }

    /// The words for types and the like a text consists of, `nil` where it holds something else.
    private static func statementWords(in text: String) -> [String]? {
        var rest = text[...]
        var words: [String] = []
        while !rest.isEmpty {
            let vocabulary = PageSearch.typeWords + requiredWords.keys
            guard let word = vocabulary.filter({ rest.hasPrefix($0) }).max(by: { ($0.count, $0) < ($1.count, $1) })
            else { return nil }
            words.append(word)
            rest = rest.dropFirst(word.count)
        }
        return words
    }

    /// Whether a line is a heading over replies, or over requests; `nil` for other lines.
    private func isReplyHeading(_ line: Range<Int>) -> Bool? {
        guard line.count <= 40 else { return nil }
        let tokens = PageToken.all(in: scalars, line)
        let (words, marks) = (tokens.compactMap(\.word), tokens.compactMap(\.mark))
        guard (1...4).contains(words.count), !marks.contains(where: Self.isInSentences) else { return nil }
        let said = Set(words)
        if !said.isDisjoint(with: ["response", "responses", "returns", "reply"]) { return true }
        return said.isDisjoint(with: ["request", "parameters", "params", "arguments"]) ? nil : false
    }

    /// Whether a mark stands in sentences and rows rather than in headings.
    private static func isInSentences(_ mark: Unicode.Scalar) -> Bool {
        mark == "." || mark == "," || mark == ";" || mark == "|"
    }

    /// Whether a line begins with what looks like a name that the spec does not have, or with the titles of a table.
    private func beginsAnotherName(_ line: Range<Int>) -> Bool {
        guard let word = firstWord(of: line) else { return false }
        if PageNames.isName(scalars[word].text) { return true }
        let next = scalars[word.upperBound..<line.upperBound].first { $0 != " " } ?? "|"
        return next == "|" && Self.columnTitles.contains(scalars[word].text.lowercased())
    }

    /// Notes a column of a table that says whether values must be given.
    private func readColumn(_ tokens: [PageToken], _ section: inout Section) {
        guard section.name == nil else { return }
        // Without the bar a row may begin with, as what is read of a row begins after its name.
        let row = tokens.first?.mark == "|" ? tokens.dropFirst() : tokens[...]
        let cells = row.split(omittingEmptySubsequences: false) { $0.mark == "|" }
        for (index, cell) in cells.enumerated() {
            let words = cell.compactMap(\.word)
            guard words.count == 1, let isRequired = Self.requiredWords[words[0]] else { continue }
            section.column = (cells.count > 1 ? index : nil, !isRequired)
        }
    }

    /// The word in a line that says whether a value must be given.
    private func presence(in tokens: [PageToken], _ section: Section) -> (isRequired: Bool?, range: Range<Int>)? {
        for (index, token) in tokens.enumerated() {
            guard let words = token.word.flatMap(Self.statementWords),
                let word = words.first(where: { Self.requiredWords[$0] != nil }),
                let isRequired = Self.requiredWords[word]
            else {
                if token.word == "conditional" || token.word == "conditionally" { return (nil, token.range) }
                continue
            }
            let next = index + 1 < tokens.count ? tokens[index + 1] : nil
            if let condition = next?.word, ["if", "when", "for", "unless", "only"].contains(condition) {
                return (nil, token.range)
            }
            let isNegated = index > 0 && tokens[index - 1].word == "not"
            guard isNegated || follows(tokens[..<index]), next.map(isApart) ?? true else { continue }
            // `"required": false`
            let answer = tokens[(index + 1)...].prefix(4).drop { $0.mark != nil }.first?.word.flatMap {
                Self.answers[$0]
            }
            let isAssigned = tokens[(index + 1)...].prefix(3).contains { $0.mark == ":" || $0.mark == "=" }
            let value = isAssigned ? (answer ?? true) : true
            return ((isRequired == value) != isNegated, token.range)
        }
        return answer(in: tokens, section)
    }

    /// Whether what stands before a word lets it say something of the name: nothing, a mark, a type, or "this is".
    private func follows(_ tokens: ArraySlice<PageToken>) -> Bool {
        guard let word = tokens.last?.word else { return true }
        if word == "is", let subject = tokens.dropLast().last?.word {
            return ["it", "this", "field", "parameter", "value"].contains(subject)
        }
        return Self.statementWords(in: word) != nil
    }

    /// Whether a word is not the next one of the same sentence.
    private func isApart(_ token: PageToken) -> Bool {
        guard let word = token.word else { return true }
        return scalars[token.range.lowerBound].properties.isUppercase || Self.answers[word] != nil
            || Self.statementWords(in: word) != nil
    }

    /// A `yes` or `no` under the title of a column.
    private func answer(in tokens: [PageToken], _ section: Section) -> (isRequired: Bool?, range: Range<Int>)? {
        guard let column = section.column else { return nil }
        let cells = tokens.split(omittingEmptySubsequences: false) { $0.mark == "|" }
        let cell =
            column.index.map { cells.indices.contains($0) ? cells[$0] : [] } ?? (cells.count == 1 ? cells[0] : [])
        guard cell.count == 1, let token = cell.first, let answer = token.word.flatMap({ Self.answers[$0] }) else {
            return nil
        }
        return (answer != column.isOptional, token.range)
    }

    /// The parameter whose sample value stands after a limit and before the next one.
    private func sampleName(after limit: PageLimit, upTo end: Int) -> String? {
        let end = min(end, limit.range.upperBound + Self.sampleReach)
        var found: (start: Int, length: Int, name: String)?
        for sample in samples {
            guard let first = sample.text.first else { continue }
            var start = limit.range.upperBound
            while let next = scalars[start..<max(start, end)].firstIndex(of: first) {
                start = next + 1
                let after = next + sample.text.count
                guard scalars[next...].starts(with: sample.text),
                    after > end || !(after < scalars.count && scalars[after].isWordPart),
                    !(scalars[next - 1].isWordPart)
                else { continue }
                if found.map({ (next, -sample.text.count) < ($0.start, -$0.length) }) ?? true {
                    found = (next, sample.text.count, sample.name)
                }
                break
            }
        }
        guard let found else { return nil }
        // Another limit in between would have the sample for itself.
        let between = PageToken.all(in: scalars, limit.range.upperBound..<found.start)
        return PageLimit.all(in: between).contains { $0.measure != nil || $0.least != nil && $0.greatest != nil }
            ? nil : found.name
    }
}
