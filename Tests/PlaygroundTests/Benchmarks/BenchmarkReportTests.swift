// SPDX-License-Identifier: Apache-2.0
internal import Testing
internal import Wengert

@testable internal import playground

@Suite("benchmark report")
struct BenchmarkReportTests {
  private static var fast: BenchmarkResult {
    var result = BenchmarkResult("fast")
    result.median = 15e-6
    result.medianTarget = 17
    result.forward = 6e-6
    result.floor = (10e-6, "the same by hand", 1.4)
    result.allocationsPerRun = 0
    return result
  }

  private static var other: BenchmarkResult {
    var result = BenchmarkResult("other")
    result.threads = 2
    result.further = [Figure("speedup", "gain", 1.25, .ratio, .atLeast(1.5))]
    return result
  }

  @Test func `the table has a row for each target and further figure`() {
    let report = BenchmarkReport(results: [Self.fast, Self.other])
    #expect(
      report.table.description == """
        benchmark   median  forward    floor  ratio  figure         value    target  met
        ---------  -------  -------  -------  -----  -----------  -------  --------  ---
        fast       15.0 us  6.00 us  10.0 us  1.50x  median       15.0 us  <= 17 us  yes
                                                     to floor       1.50x   <= 1.4x  no
                                                     allocations        0      <= 0  yes
        other                                        gain           1.25x   >= 1.5x  no
        """)
    #expect(report.floors == "fast: the floor is the same by hand")
  }

  @Test func `json leaves out what does not apply`() {
    #expect(
      BenchmarkReport(results: [Self.other]).json.description
        == #"{"benchmarks": [{"name": "other", "threads": 2, "speedup": 1.25, "#
        + #""targets": [{"figure": "speedup", "atLeast": 1.5, "met": false}]}]}"#)
  }

  @Test func `json names its units`() {
    let json = BenchmarkReport(results: [Self.fast]).json.description
    for member in [
      #""name": "fast", "floor": "the same by hand", "medianMicroseconds": 15.0, "forwardMicroseconds": 6.0"#,
      #""floorMicroseconds": 10.0, "ratioToFloor": 1.5, "threads": 1, "allocationsPerRun": 0"#,
      #"{"figure": "medianMicroseconds", "atMost": 17.0, "met": true}"#,
      #"{"figure": "ratioToFloor", "atMost": 1.4, "met": false}"#,
    ] {
      #expect(json.contains(member))
    }
  }

  @Test(
    "figures are written with three digits or so, and bounds as they are",
    arguments: [
      (0.00372, "0.0037 us", "<= 0.0037 us"), (0.8, "0.80 us", "<= 0.8 us"), (17, "17.0 us", "<= 17 us"),
      (350.4, "350 us", "<= 350.4 us"), (4500, "4500 us", "<= 4500 us"), (.nan, "nan us", "<= nan us"),
    ])
  func digits(value: Double, text: String, bound: String) {
    let figure = Figure("x", "x", value, .microseconds, .atMost(value == 0.00372 ? 0.0037 : value))
    #expect(figure.text == text)
    #expect(figure.targetText == bound)
  }
}
