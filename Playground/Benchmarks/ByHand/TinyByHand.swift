// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// `Networks.tiny()` and its sum of squares with gradient, written by hand over blocks of samples that stay in the
/// first-level cache.
///
///     h = W₁y,  A = tanh(W₂h + σ(h₀)),  z = tanh(W₃A + A₀),  f = Σ (z − t)²
final class TinyByHand: HandWritten {
  private let functions = VectorFunctions()
  private let samples: Int
  private let parameters: Memory<Double>
  private let inputs: Memory<Double>
  private let targets: Memory<Double>
  let gradient = Memory<Double>(62)
  private(set) var value = 0.0

  private static let block = 64
  private let h = Memory<Double>(5 * block)
  private let gate = Memory<Double>(block)
  private let a = Memory<Double>(4 * block)
  private let z = Memory<Double>(3 * block)
  private let gh = Memory<Double>(5 * block)
  private let ga = Memory<Double>(4 * block)

  init(_ workload: Workload<Double>) {
    samples = workload.inputs.shape[1]
    parameters = Memory(workload.parameters)
    inputs = Memory(workload.inputs)
    targets = Memory(workload.targets)
  }

  func run() {
    value = 0
    gradient.start.update(repeating: 0, count: 62)
    for start in stride(from: 0, to: samples, by: Self.block) {
      add(start, min(Self.block, samples - start))
    }
  }

  /// Adds the value and gradient over `m` samples from `start` on.
  private func add(_ start: Int, _ m: Int) {
    let (w1, w2, w3) = (parameters.start, parameters.start + 30, parameters.start + 50)
    let (g1, g2, g3) = (gradient.start, gradient.start + 30, gradient.start + 50)
    let (h, gate, a, z, gh, ga) = (h.start, gate.start, a.start, z.start, gh.start, ga.start)
    let y = inputs.start + start
    let t = targets.start + start

    multiply(w1, 5, 6, y, samples, into: h, m)
    gate.update(from: h, count: m)
    functions.sigmoid(gate, count: m)
    multiply(w2, 4, 5, h, m, into: a, m)
    for i in 0..<4 { for s in 0..<m { a[i * m + s] += gate[s] } }
    functions.tanh(a, count: 4 * m)
    multiply(w3, 3, 4, a, m, into: z, m)
    for i in 0..<3 { for s in 0..<m { z[i * m + s] += a[s] } }
    functions.tanh(z, count: 3 * m)

    var sum = 0.0
    for i in 0..<3 {
      for s in 0..<m {
        let output = z[i * m + s]
        let residual = output - t[i * samples + s]
        sum += residual * residual
        z[i * m + s] = 2 * residual * (1 - output * output)
      }
    }
    value += sum

    addOuter(z, 3, a, m, 4, into: g3, m)
    multiplyTransposed(w3, 3, 4, z, into: ga, m)
    for i in 0..<3 { for s in 0..<m { ga[s] += z[i * m + s] } }
    for i in 0..<4 * m { ga[i] *= 1 - a[i] * a[i] }
    addOuter(ga, 4, h, m, 5, into: g2, m)
    multiplyTransposed(w2, 4, 5, ga, into: gh, m)
    for s in 0..<m {
      let sum = ga[s] + ga[m + s] + ga[2 * m + s] + ga[3 * m + s]
      gh[s] += sum * gate[s] * (1 - gate[s])
    }
    addOuter(gh, 5, y, samples, 6, into: g1, m)
  }

  /// `c = w·x` for `w` `[rows, inner]` and `m` columns of `x`, whose rows are `step` apart.
  @inline(__always)
  private func multiply(
    _ w: UnsafePointer<Double>, _ rows: Int, _ inner: Int, _ x: UnsafePointer<Double>, _ step: Int,
    into c: UnsafeMutablePointer<Double>, _ m: Int
  ) {
    for i in 0..<rows {
      for s in 0..<m { c[i * m + s] = w[i * inner] * x[s] }
      for k in 1..<inner {
        let factor = w[i * inner + k]
        for s in 0..<m { c[i * m + s] += factor * x[k * step + s] }
      }
    }
  }

  /// `c = wᵀ·x` for `w` `[inner, rows]`.
  @inline(__always)
  private func multiplyTransposed(
    _ w: UnsafePointer<Double>, _ inner: Int, _ rows: Int, _ x: UnsafePointer<Double>,
    into c: UnsafeMutablePointer<Double>, _ m: Int
  ) {
    for i in 0..<rows {
      for s in 0..<m { c[i * m + s] = w[i] * x[s] }
      for k in 1..<inner {
        let factor = w[k * rows + i]
        for s in 0..<m { c[i * m + s] += factor * x[k * m + s] }
      }
    }
  }

  /// `g += c·xᵀ`.
  @inline(__always)
  private func addOuter(
    _ c: UnsafePointer<Double>, _ rows: Int, _ x: UnsafePointer<Double>, _ step: Int, _ columns: Int,
    into g: UnsafeMutablePointer<Double>, _ m: Int
  ) {
    for i in 0..<rows {
      for k in 0..<columns {
        var sum = SIMD4<Double>.zero
        var s = 0
        while s + 4 <= m {
          let left = SIMD4(c[i * m + s], c[i * m + s + 1], c[i * m + s + 2], c[i * m + s + 3])
          let right = SIMD4(x[k * step + s], x[k * step + s + 1], x[k * step + s + 2], x[k * step + s + 3])
          sum += left * right
          s += 4
        }
        while s < m {
          sum[0] += c[i * m + s] * x[k * step + s]
          s += 1
        }
        g[i * columns + k] += sum.sum()
      }
    }
  }
}
