import Testing

@Test func placeholderYAMLDocument() {}
