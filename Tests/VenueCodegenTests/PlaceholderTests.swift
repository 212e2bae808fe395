import Testing

@Test func placeholderVenueCodegen() {}
