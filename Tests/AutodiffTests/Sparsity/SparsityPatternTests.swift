// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite struct SparsityPatternTests {
  @Test("patterns are those known", arguments: SparsityCase.all)
  func knownPatterns(_ example: SparsityCase) throws {
    let program = try example.program()
    let pattern = try program.sparsityPattern()
    #expect(pattern.rowCount == program.outputShapes[0].elementCount)
    #expect(pattern.columnCount == program.inputShapes.reduce(0) { $0 + $1.elementCount })
    var expected: [[Int]] = []
    for row in 0..<pattern.rowCount {
      for column in 0..<pattern.columnCount where example.isEntry(row, column) {
        expected.append([row, column])
      }
    }
    #expect(pattern.coordinates().map { [$0.row, $0.column] } == expected, "\(pattern)\n\(program)")
    #expect(pattern.count == expected.count)
  }

  @Test("a transposed pattern has its coordinates exchanged", arguments: SparsityCase.all)
  func transposes(_ example: SparsityCase) throws {
    let pattern = try example.program().sparsityPattern()
    let transposed = pattern.transposed()
    #expect(transposed.transposed() == pattern)
    #expect(
      Set(transposed.coordinates().map { [$0.column, $0.row] })
        == Set(pattern.coordinates().map { [$0.row, $0.column] }))
  }

  @Test("what is chosen, and several outputs, are laid end to end") func severalInputsAndOutputs() throws {
    let program = try Program(inputs: [[2], [3], [2]]) { v in [v[1] * sum(v[0]), v[2], v[2] * v[0]] }
    let pattern = try program.sparsityPattern(by: [2, 1])
    #expect(
      pattern.description == """
        7 of 35 entries can be non-zero
        · · × · ·
        · · · × ·
        · · · · ×
        × · · · ·
        · × · · ·
        × · · · ·
        · × · · ·
        """)
    #expect(pattern.density == 0.2)
    #expect(pattern.contains(row: 3, column: 0))
    #expect(!pattern.contains(row: 3, column: 1) && !pattern.contains(row: 7, column: 0))
    #expect(try program.sparsityPattern(by: []).count == 0)
    #expect(throws: DerivativeError.self) { try program.sparsityPattern(by: [3]) }
  }

  @Test("an own primitive is dense, or what it states") func ownPrimitives() throws {
    for (dependency, expected) in [
      (ElementDependency.all, "× × × ×\n× × × ×"), (.lanes(along: [1]), "× × · ·\n· · × ×"),
      (.lanes(along: [0, 1]), "× × × ×\n× × × ×"),
      (.pairs([(operand: 3, result: 0), (operand: 0, result: 1)]), "· · · ×\n× · · ·"),
    ] {
      let program = try Program(inputs: [[2, 2]]) { [Operation(FirstColumn(dependency: dependency))($0[0])] }
      let pattern = try program.sparsityPattern()
      #expect(pattern.description.hasSuffix("\n" + expected), "\(dependency)")
    }
  }

  @Test("random programs depend on nothing that their patterns leave out", arguments: 0..<16)
  func randomPrograms(_ block: Int) throws {
    for seed in block * 20..<(block + 1) * 20 {
      let program = try ProgramGenerator.program(seed: seed)
      let pattern = try program.sparsityPattern()
      var draws = Draws(seed: seed + 4000)
      let check = try DenseDerivatives.jacobian(of: program, at: program.inputShapes.map { draws.tensor($0) })
      for (row, values) in check.enumerated() {
        for (column, value) in values.enumerated() where value != 0 {
          #expect(pattern.contains(row: row, column: column), "seed \(seed) [\(row), \(column)]\n\(program)")
        }
      }
    }
  }
}

/// The first column of a matrix, with what it says that it depends on.
private struct FirstColumn: LinearPrimitive {
  let dependency: ElementDependency

  let name = "firstColumn"
  func shape(of operands: [Shape]) throws(ShapeError) -> Shape { [operands[0][0]] }

  func lowering(of operands: [Shape], to result: Shape) -> Lowering {
    let width = operands[0][1]
    return .custom(
      CustomKernel(
        double: { x, y in for i in y.indices { y[i] = x[0][i * width] } },
        float: { x, y in for i in y.indices { y[i] = x[0][i * width] } }))
  }

  func dependency(on i: Int, of operands: [Shape], to result: Shape) -> ElementDependency { dependency }

  func pullback(of gy: Variable, at site: Application, into cotangents: inout Cotangents) {}

  func batched(_ batch: Batch) -> Variable { batch.operation(batch.operands) }
}
