// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Simplifier {
  /// `Σ x` over axes
  mutating func summed(_ operation: Int32, _ x: Int32, _ shape: Int32) -> Int32? {
    guard let sum = primitive(Sum.self, of: operation) else { return nil }
    let own = draft.shape(of: x)
    let axes = sum.axes.filter { own[$0] != 1 }
    if axes.isEmpty { return reshape(x, to: shape) }
    if axes.count < sum.axes.count { return summed(x, axes, shape) }

    switch kind(of: x) {
    case .sum:
      guard let inner = primitive(Sum.self, at: x), isReadOnce(x) else { return nil }
      let source = draft.operand(0, of: x)
      let kept = draft.shape(of: source).extents.indices.filter {
        inner.keepsAxes || !inner.axes.contains($0)
      }
      return summed(source, Array(Set(axes.map { kept[$0] } + inner.axes)).sorted(), shape)
    case .broadcast:
      // n equal terms are n times one of them, unless there are none: the sum is 0 then even if they were NaN.
      let source = draft.operand(0, of: x)
      let extents = draft.shape(of: source).extents
      let added = own.rank - extents.count
      guard axes.allSatisfy({ $0 < added || extents[$0 - added] != own[$0] }) else { return nil }
      let count = axes.reduce(1) { $0 * own[$1] }
      guard count > 0 else { return nil }
      let narrow = apply(
        Multiply(), [draft.constant(Double(count)), source], shape: draft.lines[Int(source)].shape)
      let rest = own.reduced(over: axes, keepingAxes: true)
      return reshape(broadcast(narrow, to: rest), to: shape)
    default:
      return nil
    }
  }

  private mutating func summed(_ x: Int32, _ axes: [Int], _ shape: Int32) -> Int32 {
    let result = draft.index(of: draft.shape(of: x).reduced(over: axes, keepingAxes: false))
    return reshape(apply(Sum(axes: axes, keepsAxes: false), [x], shape: result), to: shape)
  }
}
