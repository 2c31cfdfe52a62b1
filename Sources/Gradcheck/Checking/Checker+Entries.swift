// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Checker {
  /// The most entries whose Jacobian is held at once.
  private static let largestJacobian = 1_000_000
  /// The most elements of an input with a wrong entry that are all visited; in a larger one the wrong entries are
  /// searched for.
  private static let largestVisit = 2000

  /// Compares entries with differences: all, or a sample from every input and all of an input with a wrong
  /// entry.
  mutating func checkEntries() throws -> EntryTable {
    let adjointFailed = report.directions.contains { $0.adjoint.verdict == .failed }
    let tangentFailed = report.directions.contains { $0.tangent?.verdict == .failed }
    if tangentFailed && !adjointFailed { report.derivatives = "tangent" }

    let count = subject.inputs.count
    let rows = min(256, max(1, Self.largestJacobian / count))
    let outputs = probes.sample(rows, of: 0..<subject.outputs.count)
    let visitsNone = options.maximumElements == 0 && !adjointFailed && !tangentFailed
    let jacobian = try AnalyticJacobian(
      subject, outputs: visitsNone ? [] : outputs, ofTangent: tangentFailed && !adjointFailed)
    var table = EntryTable(
      jacobian: jacobian, inputs: subject.inputs.shapes.map { Array(repeating: nil, count: $0.elementCount) })
    if !visitsNone { try visit(&table, directionFailed: adjointFailed || tangentFailed) }
    if table.visited.contains(where: { $0.column.comparisons.contains(where: \.isUndecidedAtKinks) }) {
      table.kinksAreRight = try kinkedOperationsAreRight()
    }
    for input in subject.inputs.shapes.indices { report.inputs.append(try summary(of: input, table)) }
    return table
  }

  /// - Parameter directionFailed: Whether there is a wrong entry somewhere, to be looked for in every input.
  private mutating func visit(_ table: inout EntryTable, directionFailed: Bool) throws {
    let inputs = subject.inputs.shapes.indices
    for input in inputs {
      let range = subject.inputs.range(input)
      let share =
        subject.inputs.count <= options.maximumElements
        ? range.count : options.maximumElements == 0 ? 0 : max(3, options.maximumElements / inputs.count)
      try compare(probes.sample(share, of: range), of: input, in: &table)
    }
    func isSuspect(_ columns: [ComparedColumn?]) -> Bool { columns.contains { $0?.isBad ?? false } }
    let isHidden = directionFailed && !table.inputs.contains(where: isSuspect)
    for input in inputs where table.inputs[input].contains(where: { $0 == nil }) {
      let isWrong =
        try isSuspect(table.inputs[input])
        || (isHidden && isDirectionBad(within: subject.inputs.range(input)))
      guard isWrong else { continue }
      let range = subject.inputs.range(input)
      if range.count <= Self.largestVisit {
        try compare(Array(range), of: input, in: &table)
      } else {
        try compare(Array(suspects(within: range).prefix(Self.largestVisit)), of: input, in: &table)
      }
    }
  }

  /// Elements among which the wrong ones are, found by halving: a direction that moves a part and does not fail clears
  /// it.
  private mutating func suspects(within range: Range<Int>) throws -> [Int] {
    var suspects: [Int] = []
    var parts = [range]
    while let part = parts.popLast(), suspects.count < Self.largestVisit {
      if part.count <= 16 {
        suspects += part
      } else if try isDirectionBad(within: part) {
        let middle = (part.lowerBound + part.upperBound) / 2
        parts += [middle..<part.upperBound, part.lowerBound..<middle]
      }
    }
    return suspects
  }

  /// Whether a direction that moves some elements only fails.
  private mutating func isDirectionBad(within range: Range<Int>) throws -> Bool {
    let direction = randomDirection().enumerated().map { range.contains($0) ? $1 : 0 }
    return try checkDirection(direction).verdict == .failed
  }

  /// Compares the elements that are not yet compared.
  private mutating func compare(_ elements: [Int], of input: Int, in table: inout EntryTable) throws {
    let start = subject.inputs.range(input).lowerBound
    for element in elements where table.inputs[input][element - start] == nil {
      table.inputs[input][element - start] = try compareColumn(element, in: table.jacobian)
    }
  }

  private mutating func compareColumn(_ element: Int, in jacobian: AnalyticJacobian) throws -> ComparedColumn
  {
    let quick = try compareColumn(element, in: jacobian, surroundings: nil)
    if quick.comparisons.allSatisfy({ $0.verdict == .passed }) { return quick }
    return try compareColumn(element, in: jacobian, surroundings: measured())
  }

  private mutating func compareColumn(
    _ element: Int, in jacobian: AnalyticJacobian, surroundings: Surroundings?
  ) throws -> ComparedColumn {
    let analytic = try jacobian.column(element)
    let noise = try surroundings.map { try jacobian.noise(ofColumn: element, at: $0.neighbours) }
    let (subject, scale) = (subject, scales[element])
    func compare(_ slopes: Slopes) -> [Comparison] {
      analytic.indices.map { row in
        let value = analytic[row]
        let rounding = Rounding(
          in: subject, magnitude: value.isFinite ? value.magnitude : 0, noise: noise?[row] ?? 0)
        return slopes.comparison(
          row, with: value, dividedBy: scale, rounding: rounding, scale: jacobian.rowScales[row])
      }
    }
    let slopes = try differences(
      along: .element(element), noise: jacobian.outputs.map { surroundings?.noise.outputs[$0] ?? 0 },
      project: { values in jacobian.outputs.map { values[$0] } },
      isConvincing: { compare($0).allSatisfy { $0.verdict == .passed } })
    return ComparedColumn(
      comparisons: compare(slopes), obstacle: slopes.obstacle, decisions: slopes.kink?.decisions ?? [])
  }
}
