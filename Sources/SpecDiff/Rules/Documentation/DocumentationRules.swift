/// The rules about prose, samples, links and dates.
enum DocumentationRules {
    /// The rules, in the order they are applied.
    static let all: [any DiffRule.Type] = [
        DescriptionChanged.self, SampleChanged.self, SourceAdded.self, SourceRemoved.self, SourceChanged.self,
        LinkChanged.self, ExampleAdded.self, ExampleRemoved.self, ExampleChanged.self, PageReadAgain.self,
    ]
}
