import Testing

@testable import Reporting

@Test("figures have one decimal at most and round half away from zero")
func figures() {
  #expect(Figure.percent(0.1834) == "18.3%")
  #expect(Figure.percent(0.18350) == "18.4%")
  #expect(Figure.percent(1) == "100.0%")
  #expect(Figure.percent(0.914, decimals: 0) == "91%")
  #expect(Figure.signedPoints(-0.0861) == "−8.6")
  #expect(Figure.signedPoints(0.009) == "+0.9")
  #expect(Figure.signedPoints(-0.0004) == "0.0")
  #expect(Figure.plain(8200) == "8200")
  #expect(Figure.plain(38.5) == "38.5")
  #expect(Figure.count(12345) == "12,345")
  #expect(Figure.number(-0.04) == "0.0")
  #expect(Figure.percent(.nan) == "–")
  #expect(Figure.coordinate(-3.25) == "-3.3")
  #expect(Figure.coordinate(12) == "12")
  #expect(Figure.coordinate(.infinity) == "0")
}

@Test("quarters are written in words and other periods as they are")
func periods() {
  #expect(PeriodName.text("2026Q3") == Bilingual("2026 年第三季度", "2026 Q3"))
  #expect(PeriodName.text("2026-Q1").english == "2026 Q1")
  #expect(PeriodName.text("o12").chinese == "o12")
}

@Test("an axis starts at zero, reaches the largest value and has few round marks")
func scales() {
  for value in [0.003, 0.07, 0.214, 0.28, 0.5, 1, 3.7, 1200] {
    let scale = Scale(largest: value, from: 0, to: 100)
    #expect(scale.limit >= value && scale.limit < value * 2.01)
    #expect(scale.marks.count <= 7 && scale.marks.first == 0)
    #expect(scale.position(0) == 0 && scale.position(scale.limit) == 100)
  }
}

@Test("Chinese characters count as wide when a text is shortened")
func shortened() {
  #expect(VisibleText.fitted("沈若溪", width: 104, size: 14) == "沈若溪")
  #expect(VisibleText.fitted("一二三四五六七八九十", width: 104, size: 14).hasSuffix("…"))
  #expect(VisibleText.fitted("一二三四五六七八九十", width: 104, size: 14).count < 9)
}

@Test("no two marks of an axis of shares read the same, however small the shares")
func distinctMarks() {
  for value in [0.0001, 0.0012, 0.0018, 0.0024, 0.007, 0.013, 0.4] {
    let scale = Scale(largest: value, from: 0, to: 100)
    let labels = scale.marks.map { Dumbbell.axisLabel($0, step: scale.step) }
    #expect(Set(labels).count == labels.count, "\(value): \(labels)")
  }
}
