// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Foundation
import Gradcheck
import Tensors
import Testing

@Suite("The report")
struct ReportTests {
  private func halfRight(seed: UInt64 = 1) throws -> GradcheckReport {
    let program = try Program(inputs: [[2, 2], [2]], named: ["W", "b"]) { v in
      [sum(Operation(SteepCube())(v[0])) + sum(v[1] * v[1])]
    }
    return try gradcheck(program, at: [[[1, 2], [3, 4]], [5, 6]], options: .init(seed: seed))
  }

  @Test("reads as a table")
  func text() throws {
    let text = try halfRight().description
    let parts = [
      """
      gradcheck failed
        W is wrong in 4 of 4 entries; each entry should be 0.990099 times as large

      input  shape   checked  bad  worst    digits  verdict
      W      [2, 2]      4/4    4  W[0, 0]     2.0  failed
      b      [2]         2/2    0  b[0]       16.0  passed

      wrong entry  adjoint  differences
      """,
      "First bad operation: v2 = cube(W), line 2: its pullback is wrong, taken by itself.",
      "Tangent and adjoint agree to rounding.", "seed 1, ",
    ]
    for part in parts { #expect(text.contains(part), "\(text)") }
  }

  @Test("has a line for each direction")
  func directions() throws {
    let report = try halfRight()
    let lines = report.description.split(separator: "\n").map { $0.split(separator: " ") }
    let heading = try #require(
      lines.firstIndex(of: ["direction", "tangent", "adjoint", "differences", "digits", "verdict"]))
    for (number, check) in report.directions.enumerated() {
      let cells = lines[heading + 1 + number]
      #expect(cells.count == 8 && cells[0] == "\(number + 1)" && cells[4] == "±" && cells[7] == "failed")
      let comparison = check.adjoint
      let expected = [
        check.tangent?.analytic, comparison.analytic, comparison.numeric, comparison.error, comparison.digits,
      ]
      for (cell, value) in zip([1, 2, 3, 5, 6], expected) {
        let (written, value) = (try #require(Double(cells[cell])), try #require(value))
        #expect(abs(written - value) <= (cell < 5 ? 1e-9 : 0.5) * abs(value))
      }
    }
  }

  @Test("is the same for the same seed, and has other directions for another")
  func determinism() throws {
    #expect(try halfRight() == halfRight())
    #expect(try halfRight().directions != halfRight(seed: 2).directions)
  }

  @Test("survives coding, with all that is not finite left out")
  func coding() throws {
    for report in [
      try halfRight(), try gradcheck(at: [1, 0]) { x in sqrt(x) },
      try gradcheck(at: [1, -2]) { x in log(x) },
    ] {
      let decoded = try JSONDecoder().decode(GradcheckReport.self, from: JSONEncoder().encode(report))
      #expect(decoded == report)
    }
  }
}
