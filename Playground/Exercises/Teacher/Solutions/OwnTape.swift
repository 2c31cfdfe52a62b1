// SPDX-License-Identifier: Apache-2.0
internal import Course
internal import Wengert

/// The derivative of the line `output` by each line of a Wengert list.
///
/// A line is an input or an operation on other lines, given by their numbers; they may stand anywhere in the list.
/// `line.operands` are the numbers of the lines that it reads.
@Sendable func ownTape(lines: [TapeLine], output: Int) throws -> [Double] {
  // SOLUTION: put the lines in order, compute their values, and sweep backwards
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

  var values = [Double](repeating: 0, count: lines.count)
  for number in order {
    switch lines[number] {
    case .input(let value): values[number] = value
    case .sum(let a, let b): values[number] = values[a] + values[b]
    case .product(let a, let b): values[number] = values[a] * values[b]
    case .sine(let a): values[number] = sin(values[a])
    }
  }

  var adjoints = [Double](repeating: 0, count: lines.count)
  adjoints[output] = 1
  for number in order.reversed() {
    let adjoint = adjoints[number]
    switch lines[number] {
    case .input: break
    case .sum(let a, let b):
      adjoints[a] += adjoint
      adjoints[b] += adjoint
    case .product(let a, let b):
      adjoints[a] += adjoint * values[b]
      adjoints[b] += adjoint * values[a]
    case .sine(let a): adjoints[a] += adjoint * cos(values[a])
    }
  }
  return adjoints
  // END
}
