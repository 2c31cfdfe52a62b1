// SPDX-License-Identifier: Apache-2.0
import Foundation
import Tensors
import TestSupport

@testable import Autodiff

/// Records random programs. Every value keeps a magnitude of about 1 at most, so that results can be compared.
struct ProgramGenerator {
  /// The seeds of a test, in blocks so that a failure says where: 320, or as many as `WENGERT_PROGRAMS` says.
  static let blocks = {
    let count = ProcessInfo.processInfo.environment["WENGERT_PROGRAMS"].flatMap { Int($0) } ?? 320
    return stride(from: 0, to: count, by: 20).map { $0..<min($0 + 20, count) }
  }()

  private var draws: Draws
  private var pool: [Variable] = []

  /// A program of two to four inputs and up to `length` random steps, 24 unless given or 200 for every fortieth seed; the
  /// same for the same seed.
  ///
  /// - Parameters:
  ///   - extents: What the inputs' extents are drawn from.
  ///   - largest: The most elements of a value.
  static func program(
    seed: Int, length: Int? = nil, extents: [Int] = [1, 2, 3, 4], largest: Int = 100
  ) throws -> Program {
    var generator = ProgramGenerator(draws: Draws(seed: seed))
    let shapes: [Shape] = (0..<2 + generator.draws.below(3)).map { _ in
      Shape((0..<generator.draws.below(4)).map { _ in extents[generator.draws.below(extents.count)] })
    }
    return try Program(inputs: shapes) { inputs in
      generator.pool = inputs
      for _ in 0..<(length ?? (seed % 40 == 39 ? 200 : 24)) {
        if let next = generator.step(), next.shape.elementCount <= largest, next.rank <= 4 {
          generator.pool.append(next)
        }
      }
      // The last value, and others from anywhere: inputs, views, values that are used further on.
      return [generator.pool[generator.pool.count - 1]] + (0..<2).map { _ in generator.any() }
    }
  }

  private mutating func any() -> Variable { pool[draws.below(pool.count)] }

  /// Preferably a late value, so that programs get deep.
  private mutating func recent() -> Variable { pool[max(draws.below(pool.count), draws.below(pool.count))] }

  /// A random value that `isWanted`, if there is one.
  private mutating func any(where isWanted: (Variable) -> Bool) -> Variable? {
    let wanted = pool.filter(isWanted)
    return wanted.isEmpty ? nil : wanted[draws.below(wanted.count)]
  }

  private mutating func step() -> Variable? {
    switch draws.below(16) {
    case 0, 1: unary(recent())
    case 2, 3, 4: binary(recent())
    case 5: reduction(recent())
    case 6, 7: matrixProduct(recent())
    case 8: reshape(recent())
    case 9: transpose(recent())
    case 10: box(recent())
    case 11: assembly(recent())
    case 12: choice(recent())
    case 13: array(recent())
    case 14: system(recent())
    default: broadcast(recent())
    }
  }

  private mutating func unary(_ x: Variable) -> Variable {
    switch draws.below(30) {
    case 0: sin(x)
    case 1: cos(x)
    case 2: tanh(x)
    case 3: sigmoid(x)
    case 4: relu(x)
    case 5: abs(x)
    case 6: exp(x - 1)
    case 7: 0.5 * log(2 + x)
    case 8: 0.5 * sqrt(1.5 + x)
    case 9: -x
    case 10: stopGradient(x)
    case 11: expm1(0.5 * x)
    case 12: 0.5 * log1p(0.5 * x + 0.6)
    case 13: reciprocal(2.5 + x)
    case 14: 0.5 * tan(0.5 * x)
    case 15: 0.5 * asin(0.4 * x)
    case 16: 0.5 * acos(0.4 * x)
    case 17: atan(x)
    case 18: 0.5 * sinh(x)
    case 19: 0.5 * cosh(x)
    case 20: asinh(x)
    case 21: 0.5 * acosh(2.5 + x)
    case 22: atanh(0.4 * x)
    case 23: draws.below(2) == 0 ? erf(x) : 0.5 * erfc(x)
    case 24: draws.below(2) == 0 ? 0.5 * softplus(x) : sign(x)
    case 25: draws.below(2) == 0 ? leakyRelu(x, slope: 0.2) : elu(x, alpha: 0.5)
    case 26: draws.below(2) == 0 ? gelu(x) : silu(x)
    case 27: clamp(x, to: -0.5...0.4)
    case 28: 0.5 * pow(x, draws.below(5))
    default: 0.3 * pow(1.5 + x, 1 - x)
    }
  }

  private mutating func binary(_ a: Variable) -> Variable? {
    guard let b = any(where: { $0.shape.broadcast(with: a.shape) != nil }) else { return nil }
    return switch draws.below(9) {
    case 0: 0.5 * (a + b)
    case 1: 0.5 * (a - b)
    case 2: a * b
    case 3: a / (2 + b)
    case 4: max(a, b)
    case 5: min(b, a)
    case 6: 0.5 * hypot(a, b)
    case 7: 0.3 * atan2(a, 1.5 + b)
    default: b * a
    }
  }

  private mutating func reduction(_ x: Variable) -> Variable? {
    let axes = (0..<x.rank).filter { _ in draws.below(2) == 0 }
    let (along, keepingAxes) = (Axes.some(axes), draws.below(2) == 0)
    return switch draws.below(12) {
    case 0: mean(x, along: along, keepingAxes: keepingAxes)
    case 1: max(x, along: along, keepingAxes: keepingAxes)
    case 2: min(x, along: along, keepingAxes: keepingAxes)
    case 3: tanh(sum(x, along: along, keepingAxes: keepingAxes))
    case 4: 0.2 * logSumExp(x, along: along, keepingAxes: keepingAxes)
    case 5: product(0.5 + 0.5 * x, along: along, keepingAxes: keepingAxes)
    case 6: tanh(norm(x, along: along, keepingAxes: keepingAxes))
    case 7: variance(x, along: along, keepingAxes: keepingAxes)
    case 8: standardDeviation(x, along: along, correction: 0.5, keepingAxes: keepingAxes)
    default: lanes(x)
    }
  }

  private mutating func lanes(_ x: Variable) -> Variable? {
    guard x.rank > 0 else { return nil }
    let axis = draws.below(x.rank)
    return switch draws.below(3) {
    case 0: softmax(x, along: axis)
    case 1: 0.3 * logSoftmax(x, along: axis)
    default: 0.3 * cumulativeSum(x, along: axis, reversed: draws.below(2) == 0)
    }
  }

  private mutating func matrixProduct(_ a: Variable) -> Variable? {
    let choices: [Transposition] = [[], .left, .right, [.left, .right]]
    let transposing = choices[draws.below(4)]
    func fits(_ b: Variable) -> Bool {
      guard a.rank > 0, b.rank > 0 else { return false }
      let left = a.shape[transposing.contains(.left) && a.rank > 1 ? a.rank - 2 : a.rank - 1]
      let right = b.shape[transposing.contains(.right) || b.rank == 1 ? b.rank - 1 : b.rank - 2]
      return left == right
        && Shape(a.shape.extents.dropLast(2)).broadcast(with: Shape(b.shape.extents.dropLast(2))) != nil
    }
    guard let b = any(where: fits) else { return nil }
    let inner = a.shape[transposing.contains(.left) && a.rank > 1 ? a.rank - 2 : a.rank - 1]
    return matmul(a, b, transposing: transposing) * (1 / Double(max(inner, 4)))
  }

  private mutating func reshape(_ x: Variable) -> Variable {
    let extents = x.shape.extents
    switch draws.below(3) {
    case 0: return x.flattened()
    case 1: return x.reshaped(to: Shape(extents + [1]))
    default:
      guard extents.count > 1 else { return x.reshaped(to: Shape([1] + extents)) }
      return x.reshaped(to: Shape([extents[0] * extents[1]] + extents.dropFirst(2)))
    }
  }

  private mutating func transpose(_ x: Variable) -> Variable {
    x.transposed(Array(0..<x.rank).shuffled(using: &draws))
  }

  private mutating func box(_ x: Variable) -> Variable? {
    guard x.rank > 0 else { return nil }
    if draws.below(2) == 0 { return x[draws.below(x.shape[0])] }
    var (starts, extents): ([Int], [Int]) = ([], [])
    for extent in x.shape.extents {
      starts.append(draws.below(extent))
      extents.append(1 + draws.below(extent - starts[starts.count - 1]))
    }
    return slice(x, at: starts, Shape(extents))
  }

  private mutating func assembly(_ x: Variable) -> Variable? {
    guard let y = any(where: { $0.shape == x.shape }) else { return nil }
    switch draws.below(3) {
    case 0: return stack([x, y], along: draws.below(x.rank + 1))
    case 1: return x.rank > 0 ? concatenate([x, y, x], along: draws.below(x.rank)) : nil
    default:
      let starts = x.shape.extents.map { _ in draws.below(2) }
      let extents = zip(x.shape.extents, starts).map { $0 + $1 }
      return 0.5 * place([x, y], at: [starts, starts.map { _ in 0 }], in: Shape(extents))
    }
  }

  private mutating func array(_ x: Variable) -> Variable? {
    guard x.rank > 0 else { return nil }
    let axis = draws.below(x.rank)
    let extent = x.shape[axis]
    func positions(_ count: Int, below bound: Int) -> [Int] { (0..<count).map { _ in draws.below(bound) } }
    switch draws.below(7) {
    case 0: return x.flipped(along: .some((0..<x.rank).filter { _ in draws.below(2) == 0 }))
    case 1: return gather(x, at: positions(1 + draws.below(4), below: extent), along: axis)
    case 2: return 0.5 * scatterAdd(x, at: positions(extent, below: 3), along: axis, extent: 3)
    case 3: return x.rolled(by: 1 + draws.below(3), along: axis)
    case 4:
      let (before, after) = (
        x.shape.extents.map { _ in draws.below(2) }, x.shape.extents.map { _ in draws.below(2) }
      )
      return x.padded(before: before, after: after, with: draws.below(2) == 0 ? 0 : 0.25)
    case 5: return x.rank > 1 ? x.diagonal() : diagonalMatrix(x, offset: draws.below(3) - 1)
    default:
      guard x.rank > 1, x.shape.extents.suffix(2).allSatisfy({ $0 > 1 }) else { return nil }
      let size = HeightWidth(2, 1 + draws.below(2))
      return draws.below(2) == 0
        ? maxPool2d(x, size: size, stride: 1) : averagePool2d(x, size: size, padding: .same)
    }
  }

  /// With a matrix that is added to a large multiple of the identity.
  private mutating func system(_ x: Variable) -> Variable? {
    guard x.rank > 1, x.shape[x.rank - 1] == x.shape[x.rank - 2] else { return nil }
    let a = x + x.constant(.identity(x.shape[x.rank - 1])) * 8
    switch draws.below(5) {
    case 0: return 8 * inverse(a)
    case 1: return 0.1 * logDeterminant(a)
    case 2: return 0.25 * cholesky(a)
    case 3: return 4 * triangularSolve(a, x, lower: draws.below(2) == 0, transposing: draws.below(2) == 0)
    default: return 4 * solve(a, x, transposing: draws.below(2) == 0)
    }
  }

  private mutating func choice(_ x: Variable) -> Variable? {
    guard let y = any(where: { $0.shape.broadcasts(to: x.shape) }) else { return nil }
    return select(x > 0.05, y, sin(x))
  }

  private mutating func broadcast(_ x: Variable) -> Variable { x.broadcast(to: Shape([2] + x.shape.extents)) }
}
