// SPDX-License-Identifier: Apache-2.0
import Tensors
import TestSupport
import Testing

@testable import Autodiff

/// What plans of random programs are made of: as recorded in `Fixtures/plans.csv`.
///
/// A value that is not fused, not reused or computed twice costs time and memory, and changes no result: only the plan
/// shows it. A change that means to make other plans records them anew with `WENGERT_RECORD=1`, and shows by its difference
/// what it gained.
@Suite struct PlanTests {
  private static let columns = [
    "lines", "instructions", "scalar words", "chains", "products", "nests", "arena", "tiles", "tile size",
  ]

  private static func row(_ program: Program) -> [Double] {
    let simplified = program.expandingCompositions().simplified()
    let plan = Planner.plan(simplified, optimizes: true)
    return [
      simplified.list.nodes.count, plan.instructions.count, plan.scalarCode.count, plan.chains.count,
      plan.products.count, plan.nests.count, plan.arenaSize, plan.tileCount, plan.tileSize,
    ].map { Double($0) }
  }

  /// Small programs, some on larger values, each with its pullback, and that of a batch.
  private static func programs() throws -> [(name: String, program: Program)] {
    let small = try (0..<60).map { ("small \($0)", try ProgramGenerator.program(seed: $0)) }
    let large = try (0..<20).map { seed in
      (
        "large \(seed)",
        try ProgramGenerator.program(
          seed: seed, length: 16, extents: [1, 2, 3, 5, 35, 70, 600], largest: 3000)
      )
    }
    return try (small + large).flatMap { name, program in
      let pullback = try program.vjp()
      return [
        (name, program), ("\(name), vjp", pullback), ("\(name), vjp of 7", try pullback.vmap(count: 7)),
      ]
    }
  }

  @Test("Plans are what they were")
  func recorded() throws {
    let programs = try Self.programs()
    let rows = programs.map { Self.row($0.program) }
    let now = try Table(
      [("program", .text(programs.map(\.name)))]
        + Self.columns.enumerated().map { column, name in (name, .numbers(rows.map { $0[column] })) })
    let before = try recordedTable("plans", now: now)
    try #require(before.names == now.names && before.rowCount == now.rowCount)
    let recorded: Tensor<Double> = try before.tensor(of: Self.columns)
    for (row, (name, program)) in programs.enumerated() {
      #expect(rows[row] == recorded[row].scalars, "\(name):\n\(program)")
    }
  }
}
