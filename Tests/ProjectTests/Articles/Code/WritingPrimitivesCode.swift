// SPDX-License-Identifier: Apache-2.0
import Testing
import Wengert

struct Cube: UnaryElementwise {
  let name = "cube"
  static func value<S: Real>(_ x: S) -> S { x * x * x }
  static func slope(_ x: Variable, _ y: Variable) -> Variable { 3 * x * x }
}

let cube = Operation(shared: Cube())

@Suite("The code of the article on primitives")
struct WritingPrimitivesCode {
  @Test func check() throws {
    let x: Tensor<Double> = [0.5, -2]

    let report = try gradcheck(Operation(Cube()), at: [x])

    #expect(report.passed, "\(report)")
    #expect(try gradient(at: x) { x in sum(cube(x)) } == [0.75, 12])
  }
}
