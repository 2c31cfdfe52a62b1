// SPDX-License-Identifier: Apache-2.0

internal import Tensors
internal import Testing

@Suite struct JSONLinesTests {
  @Test func readsNumbersAndWords() throws {
    let folder = try TemporaryFolder()
    let path = try folder.file(
      "x.jsonl",
      #"""
      {"step": 1, "loss": 0.5, "name": "a\"\u00fc\ud83d\ude00\n"}

       { "step" : 2e0 , "loss" : "NaN" , "name" : null, "late": true }
      {"loss": -Infinity, "step": -0, "name": "NaN"}
      {"step": null, "loss": NaN}
      {}
      """#)
    let table = try Table(jsonLines: path)
    let nan = Double.nan
    #expect(
      try table.hasValues(
        of: Table([
          ("step", .numbers([1, 2, -0.0, nan, nan])), ("loss", .numbers([0.5, nan, -.infinity, nan, nan])),
          ("name", .text(["a\"ü\u{1F600}\n", nil, "NaN", nil, nil])),
          ("late", .numbers([nan, 1, nan, nan, nan])),
        ])))
  }

  @Test func readsPython() throws {
    let wanted = try FileFixtures.load().table.table
    #expect(try Table(jsonLines: FileFixtures.path("python.jsonl")).hasValues(of: wanted))
  }

  @Test func writesWhatPythonHasRead() throws {
    let folder = try TemporaryFolder()
    try FileFixtures.load().table.table.write(jsonLines: folder("x.jsonl"))
    #expect(try readBytes(folder("x.jsonl")) == FileFixtures.bytes("written.jsonl"))
  }

  @Test func writesOneObjectALine() throws {
    let folder = try TemporaryFolder()
    let table = try Table([
      ("step", .numbers([1, 1e-7, .nan])), ("a \"b\"", .numbers([-.infinity, -0.0, .infinity])),
      ("word", .text(["\u{1}\t/\\", nil, "ü"])),
    ])
    try table.write(jsonLines: folder("x.jsonl"))
    let text = String(decoding: try readBytes(folder("x.jsonl")), as: UTF8.self)
    #expect(
      text == #"""
        {"step":1,"a \"b\"":"-Infinity","word":"\u0001\t/\\"}
        {"step":1e-07,"a \"b\"":-0.0,"word":null}
        {"step":"NaN","a \"b\"":"Infinity","word":"ü"}

        """#)
    #expect(try Table(jsonLines: folder("x.jsonl")).hasValues(of: table))
  }

  @Test(arguments: [
    ("{\"a\": 1}\n{\"a\": \"x\"}", 2, 7, "\"x\" under \"a\", where the lines above have numbers"),
    ("{\"a\": \"x\"}\n{\"a\": 1}", 2, 7, "a number under \"a\", where the lines above have words"),
    ("{\"a\": [1]}", 1, 7, "the value of \"a\" is no number, word, true, false or null"),
    ("{\"a\": 1, \"a\": 2}", 1, 10, "the key \"a\" is there twice"),
    ("{\"ü\": 01}", 1, 7, "a value is expected"),
    ("{\"a\": 1.}", 1, 7, "a value is expected"),
    ("{\"a\": 1e400}", 1, 7, "the number is beyond the range of Double"),
    ("{\"a\": nil}", 1, 7, "a value is expected"),
    ("{\"a\": 1", 1, 8, "'}' is expected"),
    ("{\"a\": 1} 2", 1, 10, "something follows the value"),
    ("{\"a\": 1,}", 1, 9, "'\"' is expected"),
    ("[1]", 1, 1, "'{' is expected"),
    ("{\"a\": \"x", 1, 7, "the string is not closed"),
    ("{\"a\": \"\\x\"}", 1, 8, "an unknown escape"),
    ("{\"a\": \"\\ud83dx\"}", 1, 8, "an escape is half a character"),
    ("{\"a\": \"\t\"}", 1, 8, "a string has a control character that is not escaped"),
  ]) func faultsHaveAPlace(text: String, line: Int, column: Int, reason: String) throws {
    let folder = try TemporaryFolder()
    let path = try folder.file("x.jsonl", text)
    let error = #expect(throws: FileError.self) { try Table(jsonLines: path) }
    #expect(error?.position == .line(line, column: column))
    #expect(error?.reason == reason)
  }
}
