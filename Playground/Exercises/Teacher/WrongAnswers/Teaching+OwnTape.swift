// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

extension Teaching {
  static let ownTape = Teaching(
    Exercises.ownTape, solution: CourseTeacher.ownTape,
    wrong: [
      WrongAnswer("overwrites adjoints", .overwritten) { lines, output in
        try sweep(lines, output, order: sorted(lines)) { $0 = $1 }
      },
      WrongAnswer("takes the list as it stands", .listOrder) { lines, output in
        try sweep(lines, output, order: Array(lines.indices)) { $0 += $1 }
      },
      WrongAnswer("recursion without order, each line once", .incompleteAdjoint) { lines, output in
        let values = values(lines, order: sorted(lines))
        var adjoints = [Double](repeating: 0, count: lines.count)
        adjoints[output] = 1
        var visited: Set<Int> = []
        func visit(_ number: Int) {
          guard visited.insert(number).inserted else { return }
          let slopes = slopes(lines[number], values)
          for (operand, slope) in slopes { adjoints[operand] += adjoints[number] * slope }
          for (operand, _) in slopes { visit(operand) }
        }
        visit(output)
        return adjoints
      },
      WrongAnswer("recursion along every path", .pathByPath) { lines, output in
        let values = values(lines, order: sorted(lines))
        var adjoints = [Double](repeating: 0, count: lines.count)
        func visit(_ number: Int, _ adjoint: Double) {
          adjoints[number] += adjoint
          for (operand, slope) in slopes(lines[number], values) { visit(operand, adjoint * slope) }
        }
        visit(output, 1)
        return adjoints
      },
      WrongAnswer("orders by recursion", .deepRecursion) { lines, output in
        var order: [Int] = []
        var visited: Set<Int> = []
        func visit(_ number: Int) {
          guard visited.insert(number).inserted else { return }
          for operand in lines[number].operands { visit(operand) }
          order.append(number)
        }
        visit(output)
        return try sweep(lines, output, order: order) { $0 += $1 }
      },
      WrongAnswer("forgets to start with 1", .detached) { lines, _ in
        [Double](repeating: 0, count: lines.count)
      },
      WrongAnswer("starts with the output's value", .constantFactor) { lines, output in
        let order = sorted(lines)
        let start = values(lines, order: order)[output]
        return try sweep(lines, output, order: order, start: start) { $0 += $1 }
      },
      WrongAnswer("returns the inputs' adjoints only", .wrongShape) { lines, output in
        let adjoints = try sweep(lines, output, order: sorted(lines)) { $0 += $1 }
        return lines.indices.filter { lines[$0].operands.isEmpty }.map { adjoints[$0] }
      },
    ])
}

/// The lines in an order in which operands come first.
private func sorted(_ lines: [TapeLine]) -> [Int] {
  var readers = [[Int]](repeating: [], count: lines.count)
  var waiting = lines.map(\.operands.count)
  for (number, line) in lines.enumerated() {
    for operand in line.operands { readers[operand].append(number) }
  }
  var order = lines.indices.filter { waiting[$0] == 0 }
  var next = 0
  while next < order.count {
    for reader in readers[order[next]] {
      waiting[reader] -= 1
      if waiting[reader] == 0 { order.append(reader) }
    }
    next += 1
  }
  return order
}

private func values(_ lines: [TapeLine], order: [Int]) -> [Double] {
  var values = [Double](repeating: 0, count: lines.count)
  for number in order {
    switch lines[number] {
    case .input(let value): values[number] = value
    case .sum(let a, let b): values[number] = values[a] + values[b]
    case .product(let a, let b): values[number] = values[a] * values[b]
    case .sine(let a): values[number] = sin(values[a])
    }
  }
  return values
}

private func slopes(_ line: TapeLine, _ values: [Double]) -> [(Int, Double)] {
  switch line {
  case .input: []
  case .sum(let a, let b): [(a, 1), (b, 1)]
  case .product(let a, let b): [(a, values[b]), (b, values[a])]
  case .sine(let a): [(a, cos(values[a]))]
  }
}

/// A backward sweep in the reverse of an order; `contribute` is how a contribution enters an adjoint.
private func sweep(
  _ lines: [TapeLine], _ output: Int, order: [Int], start: Double = 1,
  _ contribute: (inout Double, Double) -> Void
) throws -> [Double] {
  let values = values(lines, order: order)
  var adjoints = [Double](repeating: 0, count: lines.count)
  adjoints[output] = start
  for number in order.reversed() where adjoints[number] != 0 {
    for (operand, slope) in slopes(lines[number], values) {
      contribute(&adjoints[operand], adjoints[number] * slope)
    }
  }
  return adjoints
}
