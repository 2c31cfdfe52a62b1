// SPDX-License-Identifier: Apache-2.0
internal import Optimization
internal import Tensors

/// What training itself remembers of a run, beside its method.
struct TrainingRecord: Archivable {
  var stopping: EarlyStopping
  var history: [EpochRecord] = []
  /// What the noise of training is drawn from.
  var noise: Xoshiro256?
  /// The maps of inputs and targets.
  var scaling: Scaling?
  /// What the run is about, and must be about when it goes on.
  var configuration: [String: String]
  /// The seconds of the processes before this one.
  var secondsBefore = 0.0

  mutating func exchange(with archive: inout StateArchive) {
    for (name, text) in configuration.sorted(by: { $0.key < $1.key }) {
      var saved = text
      archive.exchange("configuration/" + name, &saved)
      if saved != text { archive.reject("configuration/" + name, "is \(saved), not \(text)") }
    }
    archive.exchange("stopping", &stopping)
    archive.exchange("noise", &noise, like: Xoshiro256(seed: 0))
    archive.exchange("scaling", &scaling, like: Scaling(inputs: nil, targets: nil))
    exchangeHistory(with: &archive)
  }

  private mutating func exchangeHistory(with archive: inout StateArchive) {
    var columns = EpochColumns(history)
    archive.exchange("history", &columns)
    guard archive.isRestoring else { return }
    history = columns.records
    secondsBefore = history.last?.seconds ?? 0
  }
}
