// SPDX-License-Identifier: Apache-2.0
internal import Tensors

extension Tensor where Scalar == Double {
  /// The elements in one line, to six digits, nested as the axes are; of more than eight only their number and range.
  var line: String {
    if rank == 0 { return scalars[0].text(significant: 6) }
    guard count > 8 else { return nested(scalars[...], shape.extents[...]) }
    let (low, high) = (scalars.min() ?? .nan, scalars.max() ?? .nan)
    return "\(count) from \(low.text(significant: 3)) to \(high.text(significant: 3))"
  }

  private func nested(_ elements: ArraySlice<Double>, _ extents: ArraySlice<Int>) -> String {
    guard let extent = extents.first else { return elements.first.map { $0.text(significant: 6) } ?? "" }
    let length = extents.dropFirst().reduce(1, *)
    let parts = (0..<extent).map { i in
      let start = elements.startIndex + i * length
      return nested(elements[start..<start + length], extents.dropFirst())
    }
    return "[" + parts.joined(separator: ", ") + "]"
  }
}
