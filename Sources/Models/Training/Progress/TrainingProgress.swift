// SPDX-License-Identifier: Apache-2.0
internal import Optimization
internal import Tensors

/// The line about a run of training.
struct TrainingProgress {
  private var line: ProgressLine
  private let epochs: Int?
  private var last: EpochRecord?
  private var first: EpochRecord?
  private var resumption: Resumption?

  /// - Parameter epochs: The number of epochs, where it is known.
  init(_ progress: Progress, epochs: Int?) {
    self.epochs = epochs
    let style = progress == .none ? .none : ProgressLine.Style.of(Terminal.error)
    line = ProgressLine(style) { Terminal.write($0, to: Terminal.error) }
  }

  /// Shows where the run stands.
  mutating func show(_ record: EpochRecord, resumption: Resumption?) {
    (last, self.resumption) = (record, resumption)
    first = first ?? record
    let (epochs, seconds) = (epochs, secondsLeft(at: record))
    line.show(Self.text(record, of: epochs, secondsLeft: seconds))
  }

  /// Says why the run ended.
  mutating func finish(_ status: Status) {
    guard let last else { return }
    let origin = resumption.map { resumption in
      "resumed after epoch \(resumption.epoch) of \(resumption.path)"
        + (resumption.fault.map { ", as \($0)" } ?? "") + "; "
    }
    let text = (origin ?? "") + Self.text(last, of: epochs, secondsLeft: nil) + "; \(status)"
    line.finish(text)
  }

  /// From how long the epochs of this process took.
  private func secondsLeft(at record: EpochRecord) -> Double? {
    guard let epochs, let first, record.epoch > first.epoch else { return nil }
    let pace = (record.seconds - first.seconds) / Double(record.epoch - first.epoch)
    return pace * Double(epochs - record.epoch)
  }

  /// `epoch 12 of 50, loss 0.0312, validation 0.0408, |g| 4.1e-03, rate 0.001, 0:41 left`.
  static func text(_ record: EpochRecord, of epochs: Int?, secondsLeft: Double?) -> String {
    var parts = ["epoch \(record.epoch)" + (epochs.map { " of \($0)" } ?? ""), "loss \(record.loss.short)"]
    if let loss = record.validationLoss { parts.append("validation \(loss.short)") }
    for (name, value) in record.metrics.sorted(by: { $0.key < $1.key }) {
      parts.append("\(name) \(value.short)")
    }
    parts.append("|g| \(record.gradientNorm.short)")
    if let rate = record.stepLength { parts.append("rate \(rate.short)") }
    if let secondsLeft { parts.append("\(secondsLeft.clock) left") }
    return parts.joined(separator: ", ")
  }
}

extension Double {
  /// Four significant digits.
  fileprivate var short: String {
    guard isFinite, self != 0 else { return "\(self)" }
    let exponent = Int((Double.log(magnitude) / Double.log(10)).rounded(.down))
    let scale = Double.pow(10, Double(3 - exponent))
    guard scale.isFinite, scale > 0 else { return "\(self)" }
    return "\((self * scale).rounded() / scale)"
  }

  /// Seconds as `m:ss` or `h:mm:ss`.
  fileprivate var clock: String {
    let seconds = Int(Swift.min(Swift.max(self, 0), 1e9).rounded())
    func two(_ number: Int) -> String { number < 10 ? "0\(number)" : "\(number)" }
    let (hours, minutes) = (seconds / 3600, seconds / 60 % 60)
    return (hours > 0 ? "\(hours):\(two(minutes))" : "\(minutes)") + ":" + two(seconds % 60)
  }
}
