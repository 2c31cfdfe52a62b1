// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct CSVTests {
  private static func table(_ text: String, format: CSVFormat = CSVFormat()) throws -> Table {
    let folder = try TemporaryFolder()
    return try Table(csv: folder.file("x.csv", text), format: format)
  }

  private static let wanted = [
    (name: "a", column: Column.numbers([1, -2.5])),
    (name: "b \"c\"", column: Column.text(["x, y", "two\nlines"])),
  ]

  @Test(arguments: [
    "a,\"b \"\"c\"\"\"\n1,\"x, y\"\n-2.5,\"two\nlines\"\n",
    "a,\"b \"\"c\"\"\"\r\n1,\"x, y\"\r\n-2.5,\"two\nlines\"",
    "\u{FEFF}\"a\",\"b \"\"c\"\"\"\n\"1\",\"x, y\"\n\n\r\n -2.5\t,\"two\nlines\"\r\n\n",
  ]) func theSameTableInSeveralForms(text: String) throws {
    #expect(try Self.table(text) == Table(Self.wanted))
  }

  @Test(arguments: [
    // Python does not quote words that stand for missing values here.
    ("python", CSVFormat(missing: [])), ("python-quoted", CSVFormat()),
    ("python-tabs", CSVFormat(delimiter: "\t")),
  ]) func readsPython(name: String, format: CSVFormat) throws {
    let wanted = try FileFixtures.load().table.table
    #expect(try Table(csv: FileFixtures.path("\(name).csv"), format: format).hasValues(of: wanted))
  }

  @Test func writesWhatPythonHasRead() throws {
    let folder = try TemporaryFolder()
    try FileFixtures.load().table.table.write(csv: folder("x.csv"))
    #expect(try readBytes(folder("x.csv")) == FileFixtures.bytes("written.csv"))
  }

  @Test func formatsSayWhatTheFileDoesNot() throws {
    let text = "1;NA;x;2\n;-999;;\n"
    let format = CSVFormat(delimiter: ";", hasHeader: false, missing: ["NA", "-999"], kinds: ["4": .text])
    let table = try Self.table(text, format: format)
    #expect(table.names == ["1", "2", "3", "4"])
    #expect(table.columns.map(\.kind) == [.numbers, .numbers, .text, .text])
    #expect(table["3"] == .text(["x", nil]))
    #expect(table["4"] == .text(["2", nil]))
    let numbers: Tensor<Float> = try table.tensor(of: ["1", "2"])
    #expect(numbers.shape == [2, 2])
    #expect(numbers.scalars.map(\.isNaN) == [false, true, true, true])
    let empty = try Self.table("a,b\n")
    #expect(empty.rowCount == 0)
    #expect(empty.names == ["a", "b"])
  }

  @Test func numbersOfEveryForm() throws {
    let words = [
      "1", "+1.5", "-.5", "5.", "1e3", "1E+3", "1e-3", "0x1", "nan", "-NaN", "INF", "-Infinity", "1e400",
      "1e-400",
      "1_0", "1,5", "0.1.2", "e5", "-", "", "1e", "--1", "1 2", "9007199254740993",
      "123456789012345678901234567890",
    ]
    let numbers = try words.map { word in
      try Self.table("x\n\"\(word)\"\n").columns[0]
    }
    let wanted: [Double?] = [
      1, 1.5, -0.5, 5, 1000, 1000, 0.001, nil, .nan, .nan, .infinity, -.infinity, nil, 0, nil, nil, nil, nil,
      nil,
      .nan, nil, nil, nil, 9007199254740992, 1.2345678901234568e29,
    ]
    for (word, (column, value)) in zip(words, zip(numbers, wanted)) {
      guard case .numbers(let found) = column else {
        #expect(value == nil, "\(word)")
        continue
      }
      #expect(value.map { found[0].bits == $0.bits || ($0.isNaN && found[0].isNaN) } == true, "\(word)")
    }
  }

  @Test(arguments: 0..<20) func numbersAreTheNearestOnes(seed: Int) throws {
    var random = Xoshiro256(seed: UInt64(seed))
    var texts: [String] = []
    for _ in 0..<100 {
      let digits = String(random.next()).prefix(1 + random.integer(below: 19))
      let exponent = random.integer(below: 80) - 40
      texts.append("-\(digits)e\(exponent)")
      texts.append("\(digits.prefix(4)).\(digits)")
      texts.append("0.0000\(digits)")
      texts.append(Double.anyBits(using: &random).description)
    }
    // Halfway between two numbers.
    texts += ["9007199254740993", "9007199254740993.0000000001", "4503599627370497.5", "4503599627370496.5"]
    let folder = try TemporaryFolder()
    let table = try Table(csv: folder.file("x.csv", "x\n" + texts.joined(separator: "\n")))
    let numbers: Tensor<Double> = try table.tensor(of: "x")
    for (text, number) in zip(texts, numbers.scalars) {
      let wanted = try #require(Double(text))
      #expect(number == wanted || (number.isNaN && wanted.isNaN), "\(text), seed \(seed)")
    }
  }

  @Test(arguments: 0..<50) func tablesRoundTrip(seed: Int) throws {
    var random = Xoshiro256(seed: UInt64(seed))
    let pieces = ["a", ",", "\"", "\n", "\r", "ü", "NA", " ", ";", "1", "\u{FEFF}", ""]
    func word() -> String {
      (0..<random.integer(below: 4)).map { _ in pieces[random.integer(below: pieces.count)] }.joined()
    }
    let rowCount = random.integer(below: 6)
    var columns: [(name: String, column: Column)] = []
    for i in 0...random.integer(below: 4) {
      let isText = random.integer(below: 2) == 0
      columns.append(
        (
          "\(i)" + word(),
          isText
            ? .text((0..<rowCount).map { _ in random.integer(below: 4) == 0 ? nil : word() })
            : .numbers((0..<rowCount).map { _ in Double.anyBits(using: &random) })
        ))
    }
    let table = try Table(columns)
    let kinds = Dictionary(uniqueKeysWithValues: columns.map { ($0.name, $0.column.kind) })
    let folder = try TemporaryFolder()
    try table.write(csv: folder("x.csv"))
    let csv = try Table(csv: folder("x.csv"), format: CSVFormat(kinds: kinds))
    #expect(csv.hasValues(of: table), "seed \(seed)")
    try table.write(csv: folder("y.csv"), format: CSVFormat(delimiter: ";", hasHeader: false))
    let plain = CSVFormat(
      delimiter: ";", hasHeader: false,
      kinds: Dictionary(uniqueKeysWithValues: columns.enumerated().map { ("\($0 + 1)", $1.column.kind) }))
    if rowCount > 0 { #expect(try Table(csv: folder("y.csv"), format: plain).columns.count == columns.count) }
    try table.write(jsonLines: folder("x.jsonl"))
    let lines = try Table(jsonLines: folder("x.jsonl"))
    // Without rows there are no keys, and a column of missing values tells no kind.
    if rowCount > 0 { #expect(lines.names == table.names && lines.rowCount == rowCount, "seed \(seed)") }
  }

  @Test func blocksAreTheWhole() throws {
    var text = "number,word\n"
    for i in 0..<20_000 { text += "\(Double(i) / 7),\"line \(i)\n\"\"quoted\"\"\"\n" }
    let folder = try TemporaryFolder()
    let path = try folder.file("x.csv", text)
    let whole = try Table(csv: path)
    #expect(whole.rowCount == 20_000)
    var reader = try CSVReader(path)
    #expect(reader.names == ["number", "word"])
    #expect(reader.kinds == [.numbers, .text])
    var start = 0
    while let block = try reader.read(rows: 777) {
      #expect(block == whole[start..<start + block.rowCount])
      start += block.rowCount
    }
    #expect(start == 20_000)
  }

  /// The first 2^18 bytes of a file are read at once: their end is put at each byte of rows with all that a row can have.
  @Test func aBlockOfBytesMayEndAnywhere() throws {
    let rows = "1,\"a\"\"\"\r\n2,\"\"\n3,\"x\"\"y\"\n"
    let folder = try TemporaryFolder()
    for inside in 0...rows.utf8.count {
      let head = "number,word\n0,"
      let filling = String(repeating: "f", count: 1 << 18 - head.utf8.count - inside - 1)
      let table = try Table(csv: folder.file("\(inside).csv", head + filling + "\n" + rows))
      #expect(table["number"] == .numbers([0, 1, 2, 3]), "\(inside) bytes inside")
      #expect(table["word"] == .text([filling, "a\"", "", "x\"y"]), "\(inside) bytes inside")
    }
  }

  @Test(arguments: [
    ("a,b\n1,2\n3\n", 3, 1, "the row has 1 cells, the first one 2"),
    ("a,b\n1,2,3\n", 2, 5, "the row has 3 cells, the first one 2"),
    ("a,b\n\"x\ny\",1\nü,\"2\n\n", 4, 3, "the quote that is opened here is not closed"),
    ("a,b\n1,x\"y\n", 2, 4, "a quote within a cell"),
    ("a,b\n1,\"x\"y\n", 2, 6, "something follows the closing quote"),
    ("a,b\r1,2\r", 1, 4, "a carriage return without a line feed"),
    ("a,a\n1,2\n", 1, 3, "two columns have the name \"a\""),
    ("", 1, 1, "the file is empty"),
  ]) func faultsHaveAPlace(text: String, line: Int, column: Int, reason: String) throws {
    let error = #expect(throws: FileError.self) { try Self.table(text) }
    #expect(error?.position == .line(line, column: column))
    #expect(error?.reason == reason)
  }

  @Test func aTableOfNothingHasNoRowsAndNoFile() throws {
    let nothing = try Table([])
    #expect(nothing.rowCount == 0 && nothing.names.isEmpty)
    let folder = try TemporaryFolder()
    let error = #expect(throws: FileError.self) { try nothing.write(csv: folder("x.csv")) }
    #expect(error?.reason == "a table without columns cannot be written")
  }

  @Test func aWordAmongNumbersIsNamed() throws {
    let numbers = (0..<1000).map { "\($0),x\n" }.joined()
    let folder = try TemporaryFolder()
    let path = try folder.file("x.csv", "height,name\n" + numbers + "tall,y\n")
    let error = #expect(throws: FileError.self) { try Table(csv: path) }
    #expect(
      error?.description == """
        \(path):1002:1: CSV: "tall" in column "height" is no number; \
        correct it, name it in CSVFormat(missing:), or read text with kinds: ["height": .text]
        """)
    let point = try folder.file("y.csv", "height\n\"1,5\"\n")
    let second = #expect(throws: FileError.self) {
      try Table(csv: point, format: CSVFormat(kinds: ["height": .numbers]))
    }
    #expect(second?.fix == "write it with a point")
    let words = try Table(csv: path, format: CSVFormat(kinds: ["height": .text]))
    let third = #expect(throws: TableError.self) { try words.tensor(of: "height", as: Double.self) }
    #expect(third?.description.contains("holds text, \"tall\" in row 1001") == true)
    let fourth = #expect(throws: TableError.self) { try words.tensor(of: ["width"], as: Double.self) }
    #expect(fourth?.reason == #"is not in the table; its columns are "height", "name""#)
  }

  @Test func otherEncodingsAreNamed() throws {
    let folder = try TemporaryFolder()
    let wide = try folder.file("x.csv", [0xFF, 0xFE, 0x61, 0, 0x0A, 0] as [UInt8])
    #expect(#expect(throws: FileError.self) { try Table(csv: wide) }?.reason == "the file is UTF-16")
    let latin = try folder.file("y.csv", Array("a,b\n1,Gr".utf8) + [0xF6, 0xDF, 0x65, 0x0A])
    let error = #expect(throws: FileError.self) { try Table(csv: latin) }
    #expect(error?.reason == "the text is not UTF-8")
    #expect(error?.position == .line(2, column: 3))
  }

  @Test(arguments: ["\"", "1", "a", "ü", "\n", "\r\n", "-", "."]) func someCharactersCannotSeparate(
    delimiter: Character
  ) {
    #expect(throws: FileError.self) { try Self.table("a\n", format: CSVFormat(delimiter: delimiter)) }
  }

  @Test func kindsNameColumns() {
    let error = #expect(throws: FileError.self) {
      try Self.table("a,b\n", format: CSVFormat(kinds: ["c": .text]))
    }
    #expect(error?.fix == #"the columns are "a", "b""#)
  }

  @Test func tablesComeFromTensors() throws {
    let table = try Table([[1, 2], [3, 4], [5, 6]] as Tensor<Float>, names: ["x", "y"])
    #expect(try table.tensor(of: ["y", "x"]) == [[2, 1], [4, 3], [6, 5]] as Tensor<Double>)
    #expect(throws: ShapeError.self) { try Table([1, 2] as Tensor<Double>, names: ["x", "y"]) }
    #expect(throws: TableError.self) { try Table([[1, 2]] as Tensor<Double>, names: ["x", "x"]) }
    #expect(throws: TableError.self) { try Table([("x", .numbers([1])), ("y", .text([]))]) }
  }
}

extension Table {
  /// Whether names and values are the same, NaN being like NaN.
  func hasValues(of other: Table) -> Bool {
    names == other.names && rowCount == other.rowCount
      && zip(columns, other.columns).allSatisfy { mine, others in
        guard case .numbers(let x) = mine, case .numbers(let y) = others else { return mine == others }
        return zip(x, y).allSatisfy { ($0 == $1 && $0.sign == $1.sign) || ($0.isNaN && $1.isNaN) }
      }
  }
}
