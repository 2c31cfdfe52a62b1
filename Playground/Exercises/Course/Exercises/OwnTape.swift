// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// A line of a Wengert list; operands are the numbers of other lines, which may stand anywhere in the list.
public enum TapeLine: Sendable {
  case input(Double)
  case sum(Int, Int)
  case product(Int, Int)
  case sine(Int)

  /// The lines that it reads.
  public var operands: [Int] {
    switch self {
    case .input: []
    case .sum(let a, let b), .product(let a, let b): [a, b]
    case .sine(let a): [a]
    }
  }
}

/// The derivative of the line `output` by each line of the list.
public typealias OwnTapeAnswer = @Sendable (_ lines: [TapeLine], _ output: Int) throws -> [Double]

extension Mistake {
  /// The list's order is taken for an order of computation.
  public static let listOrder = Mistake(
    "list-order",
    "A line may read one that stands further down. Find an order in which operands come first.")
  /// The function calls itself once for each line of a chain.
  public static let deepRecursion = Mistake(
    "deep-recursion",
    "A long chain overflows the stack. Put the lines in order with a list of work to do, not with recursion.")
  /// Every path is walked by itself.
  public static let pathByPath = Mistake(
    "path-by-path",
    "There can be 2⁶⁰ paths through 60 lines. Pass an adjoint on once, when it is complete.")
  /// An adjoint is passed on before all contributions have arrived.
  public static let incompleteAdjoint = Mistake(
    "incomplete-adjoint",
    "A line's adjoint was passed on before all lines that read it had contributed. Go backwards in order.")
  /// The output's own adjoint is not 1.
  public static let missingSeed = Mistake(
    "missing-seed", "The adjoint of the output itself is 1; start there.")
}

extension Exercises {
  /// A tape of one's own.
  public static let ownTape = Exercise<OwnTapeAnswer>(
    name: "OwnTape", title: "A tape of your own",
    hints: [
      "Three passes: find an order in which operands come first; compute the values; go backwards.",
      "For the order: count for each line how many operands are not yet computed. Lines with none can go; each "
        + "that goes lowers the count of its readers. No recursion is needed.",
      "Backwards: start with adjoint 1 at the output and 0 elsewhere. For each line in reverse order add to each "
        + "operand's adjoint: a sum passes its own on, a product times the other operand, a sine times cos.",
    ],
    checks: [
      Check("one product") { try finding($0, [.input(3), .input(-2), .product(0, 1)], 2) },
      Check("the output's derivative by itself is 1") { answer in
        let result = try answer([.input(3), .sine(0)], 1)
        guard result.count == 2 else { return Finding(.wrongShape, "\(result.count) numbers for 2 lines") }
        return result[1] == 1 ? nil : Finding(.missingSeed, "it is \(result[1])")
      },
      Check("a value that is used several times") { answer in
        try finding(answer, [.input(1.5), .product(0, 0), .sum(1, 0), .product(2, 1), .sine(3)], 4)
      },
      Check("lines that the output does not need") { answer in
        try finding(answer, [.input(0.5), .input(2), .sine(0), .product(1, 2), .sine(1)], 2)
      },
      Check("lines in any order") { answer in
        try finding(answer, [.sine(2), .input(0.8), .product(3, 1), .sum(1, 1)], 0, ifWrong: .listOrder)
      },
      Check("random lists") { answer in
        var random = Xoshiro256(seed: 5)
        for _ in 0..<8 {
          let lines = randomLines(using: &random)
          if let finding = try finding(answer, lines, lines.count - 1) { return finding }
        }
        return nil
      },
      Check("60 lines with 2⁶⁰ paths", timeout: .pathByPath) { answer in
        let lines = [TapeLine.input(1)] + (0..<60).map { .sum($0, $0) }
        let slope = try answer(lines, 60).first ?? .nan
        return slope == 0x1p60 ? nil : Finding(.wrongDerivative, "2⁶⁰ is expected, \(slope) is returned")
      },
      Check("a chain of 200,000 lines", crash: .deepRecursion, timeout: .deepRecursion) { answer in
        let lines = [TapeLine.input(1), .input(0)] + (0..<200_000).map { .sum($0 == 0 ? 0 : $0 + 1, 1) }
        let slope = try answer(lines, lines.count - 1).first ?? .nan
        return slope == 1 ? nil : Finding(.wrongDerivative, "1 is expected, \(slope) is returned")
      },
    ])
}

/// A list of 3 inputs and 12 operations on lines before them, so that some are read often.
private func randomLines(using random: inout Xoshiro256) -> [TapeLine] {
  var lines: [TapeLine] = (0..<3).map { _ in .input(random.uniform(from: -1.5, to: 1.5)) }
  for count in 3..<15 {
    let (a, b) = (Swift.max(0, count - 1 - random.integer(below: 4)), random.integer(below: count))
    switch random.integer(below: 3) {
    case 0: lines.append(.sum(a, b))
    case 1: lines.append(.product(a, b))
    default: lines.append(.sine(a))
    }
  }
  return lines
}

/// Compares the answer's derivatives by the inputs with differences of the list's value.
private func finding(
  _ answer: @escaping OwnTapeAnswer, _ lines: [TapeLine], _ output: Int, ifWrong mistake: Mistake? = nil
) throws -> Finding? {
  let inputs = lines.indices.filter { lines[$0].operands.isEmpty }
  let point: [Tensor<Double>] = inputs.map {
    if case .input(let value) = lines[$0] { Tensor<Double>(value) } else { Tensor<Double>(0) }
  }
  func list(_ point: [Tensor<Double>]) -> [TapeLine] {
    var lines = lines
    for (number, line) in inputs.enumerated() { lines[line] = .input(point[number].scalars[0]) }
    return lines
  }
  let count = try answer(lines, output).count
  guard count == lines.count else { return Finding(.wrongShape, "\(count) numbers for \(lines.count) lines") }
  let suspects =
    [Suspect(.overwritten) { wrongSweep(list($0), output, .overwriting, inputs) }]
    + [Suspect(.incompleteAdjoint) { wrongSweep(list($0), output, .depthFirst, inputs) }]
  let result: Finding? = try gradientFinding(
    at: point, named: inputs.map { "line \($0)" }, suspects: suspects
  ) { point in
    let adjoints = try answer(list(point), output)
    return inputs.map { Tensor(adjoints[$0]) }
  } of: { v in
    try recorded(lines, output, v)
  }
  // Where the order of the list alone is unusual, it is what an answer stumbles over.
  guard let result, let mistake else { return result }
  return Finding(mistake, result.evidence)
}

/// The value of a line, recorded.
private func recorded(_ lines: [TapeLine], _ output: Int, _ inputs: [Variable]) throws -> Variable {
  var values: [Int: Variable] = [:]
  var rest = inputs[...]
  for (number, line) in lines.enumerated() where line.operands.isEmpty { values[number] = rest.removeFirst() }
  var stack = [output]
  while let number = stack.last {
    let missing = lines[number].operands.filter { values[$0] == nil }
    guard missing.isEmpty else {
      stack += missing
      continue
    }
    stack.removeLast()
    let operands = lines[number].operands.compactMap { values[$0] }
    switch lines[number] {
    case .input: break
    case .sum: values[number] = operands[0] + operands[1]
    case .product: values[number] = operands[0] * operands[1]
    case .sine: values[number] = sin(operands[0])
    }
  }
  guard let value = values[output] else { throw CourseError("no line \(output)") }
  return value
}

/// The two classic ways in which a backward sweep goes wrong.
private enum WrongSweep {
  /// A contribution replaces what is there.
  case overwriting
  /// A line is left on the first visit, before its other readers have contributed.
  case depthFirst
}

private func wrongSweep(
  _ lines: [TapeLine], _ output: Int, _ kind: WrongSweep, _ inputs: [Int]
) -> [Tensor<Double>] {
  var values = [Double](repeating: 0, count: lines.count)
  for _ in 0..<2 {
    for (number, line) in lines.enumerated() {
      switch line {
      case .input(let value): values[number] = value
      case .sum(let a, let b): values[number] = values[a] + values[b]
      case .product(let a, let b): values[number] = values[a] * values[b]
      case .sine(let a): values[number] = sin(values[a])
      }
    }
  }
  func slopes(_ number: Int) -> [(Int, Double)] {
    switch lines[number] {
    case .input: []
    case .sum(let a, let b): [(a, 1), (b, 1)]
    case .product(let a, let b): [(a, values[b]), (b, values[a])]
    case .sine(let a): [(a, cos(values[a]))]
    }
  }
  var adjoints = [Double](repeating: 0, count: lines.count)
  adjoints[output] = 1
  switch kind {
  case .overwriting:
    for number in lines.indices.reversed() where adjoints[number] != 0 {
      for (operand, slope) in slopes(number) { adjoints[operand] = adjoints[number] * slope }
    }
  case .depthFirst:
    var visited: Set<Int> = []
    func visit(_ number: Int) {
      guard visited.insert(number).inserted else { return }
      for (operand, slope) in slopes(number) { adjoints[operand] += adjoints[number] * slope }
      for (operand, _) in slopes(number) { visit(operand) }
    }
    visit(output)
  }
  return inputs.map { Tensor(adjoints[$0]) }
}
