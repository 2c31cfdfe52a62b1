// SPDX-License-Identifier: Apache-2.0

/// The chain of the benchmark `dispatch` as the shortest interpreter runs it: a switch over trivial instructions.
final class HandInterpreter {
  private enum Operation { case multiply, subtract }

  private struct Instruction {
    let operation: Operation
    let left: Int32
    let right: Int32
    let result: Int32
  }

  private let instructions: [Instruction]
  private let memory: Memory<Double>

  init(count: Int) {
    memory = Memory(count + 3)
    for (i, value) in [0.7, 0.2, 0.3].enumerated() { memory.start[i] = value }
    instructions = (0..<Int32(count)).map { i in
      i.isMultiple(of: 2)
        ? Instruction(operation: .multiply, left: i + 2, right: 0, result: i + 3)
        : Instruction(operation: .subtract, left: 1, right: i + 2, result: i + 3)
    }
  }

  func run() {
    let memory = memory.start
    for instruction in instructions {
      let (a, b) = (memory + Int(instruction.left), memory + Int(instruction.right))
      let y = memory + Int(instruction.result)
      switch instruction.operation {
      case .multiply: y.pointee = a.pointee * b.pointee
      case .subtract: y.pointee = a.pointee - b.pointee
      }
    }
  }
}
