// SPDX-License-Identifier: Apache-2.0
public import Tensors

extension [EpochRecord] {
  /// The history as a table: a row for each epoch, with the columns `epoch`, `loss`, `validation loss`, `gradient norm`,
  /// `step length`, `seconds` and the metrics. What an epoch has not is NaN.
  public var table: Table { get throws { try EpochColumns(self).table } }

  /// Writes the history as a CSV file. Infinity and NaN are kept.
  ///
  /// - Throws: `FileError` when the file cannot be written.
  public func write(csv path: String) throws { try table.write(csv: path) }

  /// Writes the history as JSON Lines, an object for each epoch. Infinity and NaN are kept, as words.
  ///
  /// - Throws: `FileError` when the file cannot be written.
  public func write(jsonLines path: String) throws { try table.write(jsonLines: path) }
}
