// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Foundation
import Gradcheck
import Tensors
import TestSupport
import Testing

@Suite("The JSON of reports")
struct SchemaTests {
  @Test("is as the schema in Docs says")
  func schema() throws {
    let schema = try JSONSchema("gradcheck.schema.json")
    let flawed = try gradcheck(at: [1, 2]) { x in sum(Operation(SteepCube())(x)) }
    let reports =
      [
        flawed, try gradcheck(at: [1, 0]) { x in sqrt(x) }, try gradcheck(at: [1, -2]) { x in log(x) },
        try gradcheck(at: [1, 0]) { x in sum(abs(x)) },
        try gradcheck(at: [1, 2], for: Float.self, options: .init(listsAllEntries: true)) { x in sum(x * x) },
        try gradcheck(Operation(HalfPushedSquare()), at: [[1, 2]]),
        try ExperimentTests.TwoLayers(seed: 1).report(),
      ] + (try PatternRow.all.map { try $0.check() })
    #expect(flawed.badOperation != nil)
    for report in reports {
      let data = try JSONEncoder().encode(report)
      let mistakes = try schema.mistakes(String(decoding: data, as: UTF8.self))
      #expect(mistakes.isEmpty, "\(mistakes)")
      #expect(try JSONDecoder().decode(GradcheckReport.self, from: data) == report)
    }
  }
}
