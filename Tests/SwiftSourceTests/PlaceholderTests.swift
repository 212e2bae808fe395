import Testing

@Test func placeholderSwiftSource() {}
