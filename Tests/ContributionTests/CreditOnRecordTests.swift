import Contribution
import Testing

@Suite("Credit on record")
struct CreditOnRecordTests {
  @Test("authors without any declaration share equally")
  func equal() {
    #expect(CreditOnRecord.shares(declared: [nil, nil, nil, nil]) == [0.25, 0.25, 0.25, 0.25])
    #expect(CreditOnRecord.shares(declared: [0, 0]) == [0.5, 0.5])
    #expect(CreditOnRecord.shares(declared: []) == [])
  }

  @Test("declared shares are divided by their sum")
  func normalised() {
    #expect(CreditOnRecord.shares(declared: [0.7, 0.7]) == [0.5, 0.5])
    #expect(CreditOnRecord.shares(declared: [1, 3]) == [0.25, 0.75])
  }

  @Test("a silent author holds what the others leave")
  func silent() {
    #expect(CreditOnRecord.shares(declared: [0.5, nil, nil]) == [0.5, 0.25, 0.25])
    #expect(CreditOnRecord.shares(declared: [0.5, 0.5, nil]) == [0.5, 0.5, 0])
  }
}
