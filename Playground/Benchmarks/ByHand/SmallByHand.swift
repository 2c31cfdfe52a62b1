// SPDX-License-Identifier: Apache-2.0
internal import Wengert

/// `Networks.small()` and its sum of squares with gradient, fused by hand: all passes run over a block of samples
/// while it is in the first-level cache.
///
///     H = σ(W₁x + b₁),  p = softmax(W₂H + b₂),  f = Σ (p − t)²
final class SmallByHand: HandWritten {
  private static let block = 80
  private static let (units, parameterCount) = (25, 127)

  private let functions = VectorFunctions()
  private let samples: Int
  private let parameters: Memory<Double>
  private let inputs: Memory<Double>
  private let targets: Memory<Double>
  let gradient = Memory<Double>(parameterCount)
  private(set) var value = 0.0

  private let hidden = Memory<Double>(units * block)
  private let outputs = Memory<Double>(2 * block)

  convenience init(_ workload: Workload<Double>) {
    self.init(workload.parameters, inputs: workload.inputs, targets: workload.targets)
  }

  /// - Parameters:
  ///   - inputs: `[2, samples]`.
  ///   - targets: `[2, samples]`.
  init(_ parameters: Tensor<Double>, inputs: Tensor<Double>, targets: Tensor<Double>) {
    samples = inputs.shape[1]
    self.parameters = Memory(parameters)
    self.inputs = Memory(inputs)
    self.targets = Memory(targets)
  }

  func runForward() { run(withGradient: false) }

  func run() { run(withGradient: true) }

  private func run(withGradient: Bool) {
    value = 0
    gradient.start.update(repeating: 0, count: Self.parameterCount)
    for start in stride(from: 0, to: samples, by: Self.block) {
      let m = min(Self.block, samples - start)
      forward(start, m)
      if withGradient { backward(start, m) }
    }
  }

  /// Adds the sum of squares over `m` samples from `start` on; leaves `2r` with the outputs.
  private func forward(_ start: Int, _ m: Int) {
    let (w1, b1) = (parameters.start, parameters.start + 50)
    let (w2, b2) = (parameters.start + 75, parameters.start + 125)
    let (h, p) = (hidden.start, outputs.start)
    let (x0, x1) = (inputs.start + start, inputs.start + samples + start)
    let (t0, t1) = (targets.start + start, targets.start + samples + start)
    for j in 0..<Self.units {
      let (u, v, b) = (w1[2 * j], w1[2 * j + 1], b1[j])
      let row = h + j * m
      for s in 0..<m { row[s] = u * x0[s] + v * x1[s] + b }
    }
    functions.sigmoid(h, count: Self.units * m)
    Product(2, m, inner: Self.units).run(w2, h, into: p)
    for s in 0..<m {
      let (z0, z1) = (p[s] + b2[0], p[m + s] + b2[1])
      let largest = z0 > z1 ? z0 : z1
      p[s] = z0 - largest
      p[m + s] = z1 - largest
    }
    functions.exp(p, count: 2 * m)
    var sum = 0.0
    for s in 0..<m {
      let scale = 1 / (p[s] + p[m + s])
      let (p0, p1) = (p[s] * scale, p[m + s] * scale)
      let (r0, r1) = (p0 - t0[s], p1 - t1[s])
      sum += r0 * r0 + r1 * r1
      // What the pullback of softmax makes of 2r.
      let mean = 2 * (p0 * r0 + p1 * r1)
      p[s] = p0 * (2 * r0 - mean)
      p[m + s] = p1 * (2 * r1 - mean)
    }
    value += sum
  }

  /// Adds the gradient over the samples of the last `forward`.
  private func backward(_ start: Int, _ m: Int) {
    let w2 = parameters.start + 75
    let (g1, gb1) = (gradient.start, gradient.start + 50)
    let (g2, gb2) = (gradient.start + 75, gradient.start + 125)
    let (h, gz) = (hidden.start, outputs.start)
    let (x0, x1) = (inputs.start + start, inputs.start + samples + start)
    Product(2, Self.units, inner: m, transposing: .right).run(gz, h, into: g2, adding: true)
    for o in 0..<2 { for s in 0..<m { gb2[o] += gz[o * m + s] } }
    for j in 0..<Self.units {
      let (v0, v1) = (w2[j], w2[Self.units + j])
      let row = h + j * m
      var (u, v, b) = (SIMD4<Double>.zero, SIMD4<Double>.zero, SIMD4<Double>.zero)
      var s = 0
      while s < m {
        // A block holds a multiple of four samples but for the last.
        if s + 4 > m {
          for rest in s..<m {
            let g = (v0 * gz[rest] + v1 * gz[m + rest]) * row[rest] * (1 - row[rest])
            u[0] += g * x0[rest]
            v[0] += g * x1[rest]
            b[0] += g
          }
          break
        }
        let unit = load(row + s)
        let g = (v0 * load(gz + s) + v1 * load(gz + m + s)) * unit * (1 - unit)
        u += g * load(x0 + s)
        v += g * load(x1 + s)
        b += g
        s += 4
      }
      g1[2 * j] += u.sum()
      g1[2 * j + 1] += v.sum()
      gb1[j] += b.sum()
    }
  }

  @inline(__always) private func load(_ p: UnsafePointer<Double>) -> SIMD4<Double> {
    UnsafeRawPointer(p).loadUnaligned(as: SIMD4<Double>.self)
  }
}
