// SPDX-License-Identifier: Apache-2.0

extension Plot {
  /// What a screen reader says about the plot.
  func fullSummary(_ ranges: (x: ClosedRange<Double>, y: ClosedRange<Double>)) -> String {
    let shown = marks.map(\.drawn).map { mark in
      "\(mark.name)" + (mark.count > 1 ? ", \(mark.count) values" : "")
    }
    let omitted = marks.reduce(0) { $0 + $1.drawn.omittedCount }
    let parts = [
      summary, Self.text("Horizontal axis", x, ranges.x), Self.text("Vertical axis", y, ranges.y),
      shown.joined(separator: "; ") + ".",
      omitted == 0
        ? ""
        : omitted == 1
          ? "1 value is not finite and left out." : "\(omitted) values are not finite and left out.",
    ]
    return parts.filter { !$0.isEmpty }.joined(separator: " ")
  }

  static func text(_ name: String, _ axis: Axis, _ range: ClosedRange<Double>) -> String {
    let title = axis.title.isEmpty ? name : "\(name): \(axis.title)"
    if let categories = axis.categories { return "\(title), \(categories.joined(separator: ", "))." }
    let scale = axis.scale == .logarithmic ? " logarithmic," : ""
    return "\(title),\(scale) \(DataText.read(range.lowerBound)) to \(DataText.read(range.upperBound))."
  }
}
