import Testing

@Test("the room exists") func room() { #expect(Bool(true)) }
