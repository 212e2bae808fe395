import Testing

@Test func placeholderSourceText() {}
