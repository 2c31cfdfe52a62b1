// SPDX-License-Identifier: Apache-2.0
import Autodiff
import Tensors
import TestSupport
import Testing

@Suite("Batches with a name") struct NamedBatchTests {
  @Test func theMeanIsOverTheBatchOfItsName() throws {
    let program = try Program(inputs: [[2]]) { [$0[0] - batchMean($0[0], over: "samples")] }
    let x: Tensor<Double> = [[1, 2, 6], [0, 4, 5]]
    #expect(try program.vmap(count: 3, axisName: "samples").run([x]) == [[[-2, -1, 3], [-3, 1, 2]]])
    #expect(try program.vmap(count: 3).run([x]) == [.zeros([2, 3])])
    // An inner batch of another name leaves the outer one alone.
    let nested = try program.vmap(count: 1, axisName: "directions").vmap(count: 3, axisName: "samples")
    #expect(
      try nested.run([x.reshaped(to: [2, 1, 3])])[0].scalars == [-2, -1, 3, -3, 1, 2])
  }

  @Test func rowsAtPositionsOfASample() throws {
    var draws = Draws(seed: 3)
    let table = draws.spread([[5, 2]], in: [-1...1])[0]
    let program = try Program(inputs: [[5, 2], [3]]) { [gather($0[0], at: $0[1])] }
    let pullback = try program.vjp(by: [0])
    let positions: Tensor<Double> = [[4, 0, 1, 5], [0, 0, 3, -1], [2, 1, 1, 2]]
    let cotangents = draws.spread([[3, 2, 4]], in: [-1...1])[0]
    let tables = draws.spread([[5, 2, 4]], in: [-1...1])[0]
    let shared = try pullback.vmap(over: [1, 2], count: 4).run([table, positions, cotangents])
    let own = try pullback.vmap(count: 4).run([tables, positions, cotangents])
    for sample in 0..<4 {
      let at = positions[0..., sample]
      let gy = cotangents[0..., 0..., sample]
      for (batch, table) in [(shared, table), (own, tables[0..., 0..., sample])] {
        let single = try pullback.run([table, at, gy])
        for (one, all) in zip(single, batch) {
          let row = all[0..., 0..., sample]
          #expect(zip(one.scalars, row.scalars).allSatisfy { $0 == $1 || ($0.isNaN && $1.isNaN) })
        }
      }
    }
    // Positions 5 and -1 of the last sample are none.
    let last = shared[0][0..., 0..., 3]
    #expect(last.scalars.prefix(4).allSatisfy(\.isNaN) && last.scalars.suffix(2).allSatisfy(\.isFinite))
  }
}
