// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

extension Row {
  /// Every operation, in every form that it is recorded in.
  static let all = [
    elementwise, reductions, products, shapeChanges, arrays, einsums, linearAlgebra, images, checkpoints,
  ].flatMap { $0 }
}

@Suite struct PrimitiveTests {
  @Test("values match the C library and naive loops", arguments: Row.all)
  func values(_ row: Row) throws {
    let run = try row.program().compiled(for: Double.self)
    for seed in 0..<3 {
      let x = row.point(seed: seed)
      let (y, expected) = (try run(x)[0], row.oracle(x))
      #expect(y.isClose(to: expected), "seed \(seed): \(y.scalars) instead of \(expected.scalars)")
    }
  }

  @Test("derivatives agree with each other and with differences, to second order", arguments: Row.all)
  func derivatives(_ row: Row) throws {
    let program = try row.program()
    for (order, program) in [("", program), (" of vjp", try program.vjp()), (" of jvp", try program.jvp())] {
      let check = try DerivativeCheck(program)
      for seed in 0..<3 {
        var draws = Draws(seed: seed + 100)
        let operands = row.point(seed: seed).flatMap(\.scalars)
        let further = program.inputShapes.dropFirst(row.shapes.count).flatMap { draws.tensor($0).scalars }
        let gaps = try check.gaps(at: operands + further, &draws)
        #expect(gaps.adjoint <= 8, "vjp against jvp\(order), seed \(seed)")
        if row.hasTrueSlope {
          #expect(gaps.difference <= 1e-11, "jvp\(order) against differences, seed \(seed)")
        }
      }
    }
  }

  @Test("batches equal loops over the samples", arguments: Row.all)
  func batches(_ row: Row) throws {
    let program = try row.program()
    for (order, program) in [("", program), ("vjp", try program.vjp()), ("jvp", try program.jvp())] {
      let check = BatchingCheck(program, domains: row.domains)
      let all = Array(program.inputShapes.indices)
      for subset in BatchingCheck.subsets(of: all) {
        let gap = try check.gap(over: subset, extents: [3], seed: 1)
        #expect(gap <= 1e-14, "\(order) batched over the inputs \(subset), seed 1")
      }
      for extents in [[1], [0], [3, 2]] {
        #expect(
          try check.gap(over: all, extents: extents, seed: 2) <= 1e-14,
          "\(order) in batches of \(extents), seed 2")
      }
    }
  }

  @Test("Float agrees with Double", arguments: Row.all)
  func precisions(_ row: Row) throws {
    for (order, program) in [("", try row.program()), ("vjp", try row.program().vjp())] {
      let (single, double) = (FlatProgram<Float>(program), FlatProgram<Double>(program))
      for seed in 0..<3 {
        var draws = Draws(seed: seed + 200)
        let further = program.inputShapes.dropFirst(row.shapes.count).flatMap { draws.tensor($0).scalars }
        let x = (row.point(seed: seed).flatMap(\.scalars) + further).map { Float($0) }
        let (y, expected) = (try single(x), try double(x.map { Double($0) }))
        let isClose = Tensor<Double>(Tensor(y)).isClose(to: Tensor(expected), 8 * Double(Float.ulpOfOne))
        #expect(isClose, "\(order), seed \(seed): \(y) instead of \(expected)")
      }
    }
  }
}
