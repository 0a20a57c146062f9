import Contribution

/// Rows of a table without a unique key whose id has come before.
///
/// Equal rows are one row. Of rows that differ nobody can say which is right, so that none stays. A row with a fault of its own is
/// told by that fault alone; the order in which rows come leaves no trace.
struct Doubles {
  private var seen: IdentifierTable
  /// Place of the row that stands for each id; -1 where the first was set aside.
  private var places: [Int32] = []
  private var conflicting: Set<Int32> = []
  private var repeated: [(number: Int32, keyResult: Int32)] = []

  init(minimumCapacity: Int) { seen = IdentifierTable(minimumCapacity: minimumCapacity) }

  /// Notes a row; nil where it is the first of its id, else the number of the id.
  mutating func meet(_ id: UnsafeRawBufferPointer) -> Int32? {
    let (number, isNew) = unsafe seen.intern(id)
    if isNew { places.append(-1) }
    return isNew ? nil : number
  }

  /// The id met last stands with the row at a place.
  mutating func stand(at place: Int) { places[places.count - 1] = Int32(place) }

  /// The place of the row that stands for an id; nil where none does.
  func place(_ number: Int32) -> Int? { places[Int(number)] < 0 ? nil : Int(places[Int(number)]) }

  mutating func repeatRow(_ number: Int32, keyResult: Int32) { repeated.append((number, keyResult)) }

  /// Two rows of an id differ.
  mutating func conflict(_ number: Int32) { conflicting.insert(number) }

  /// Sets aside what may not stay.
  ///
  /// - Parameter keyResult: of the row at a place.
  /// - Returns: places of rows to drop, ascending.
  func settle(_ reading: inout TableReading, column: String, keyResult: (Int) -> Int32) -> [Int] {
    for (number, touched) in repeated {
      let isConflicting = conflicting.contains(number)
      reading.setAside(
        seen.string(number), isConflicting ? .conflictingDuplicate : .duplicate, column, keyResult: touched)
    }
    var dropped: [Int] = []
    for number in conflicting.sorted() {
      guard let place = place(number) else { continue }
      reading.setAside(seen.string(number), .conflictingDuplicate, column, keyResult: keyResult(place))
      dropped.append(place)
    }
    return dropped.sorted()
  }

  /// Tells of a row that differs from the one that stands.
  mutating func refuse(_ number: Int32, _ reading: inout TableReading, column: String, keyResult: Int32) {
    conflict(number)
    reading.setAside(seen.string(number), .conflictingDuplicate, column, keyResult: keyResult)
  }
}
