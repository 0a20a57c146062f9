internal import CLibXLSX

/// How cells look: one format a kind of cell, made once a workbook.
@unsafe struct Formats {
  let heading: UnsafeMutablePointer<lxw_format>?
  let title: UnsafeMutablePointer<lxw_format>?
  let text: UnsafeMutablePointer<lxw_format>?
  let wrapped: UnsafeMutablePointer<lxw_format>?
  let integer: UnsafeMutablePointer<lxw_format>?
  let number: UnsafeMutablePointer<lxw_format>?
  let percent: UnsafeMutablePointer<lxw_format>?
  let probability: UnsafeMutablePointer<lxw_format>?
  let points: UnsafeMutablePointer<lxw_format>?

  init(_ workbook: UnsafeMutablePointer<lxw_workbook>) {
    func make(_ number: String, _ change: (UnsafeMutablePointer<lxw_format>) -> Void = { _ in })
      -> UnsafeMutablePointer<lxw_format>?
    {
      guard let format = unsafe workbook_add_format(workbook) else { return nil }
      // 49 is the built-in text format.
      if number == "@" {
        unsafe format_set_num_format_index(format, 49)
      } else {
        unsafe format_set_num_format(format, number)
      }
      unsafe change(format)
      return unsafe format
    }
    unsafe heading = make("@") {
      unsafe format_set_bold($0)
      unsafe format_set_text_wrap($0)
      unsafe format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
      unsafe format_set_bottom($0, UInt8(LXW_BORDER_THIN.rawValue))
      unsafe format_set_bg_color($0, 0xE8EEF2)
    }
    unsafe title = make("@") {
      unsafe format_set_bold($0)
      unsafe format_set_font_size($0, 14)
    }
    // The text format also keeps a cell text when somebody edits it: what looks like a formula never becomes one.
    // Set in a little, or it touches the figure to its left.
    unsafe text = make("@") { unsafe format_set_indent($0, 1) }
    unsafe wrapped = make("@") {
      unsafe format_set_text_wrap($0)
      unsafe format_set_align($0, UInt8(LXW_ALIGN_VERTICAL_TOP.rawValue))
    }
    unsafe integer = make("#,##0")
    unsafe number = make("#,##0.00")
    unsafe percent = make("0.0%")
    // An estimate is never certain, whatever its rounding.
    unsafe probability = make(#"[>=0.9995]"> 99.9%";[<0.0005]"< 0.1%";0.0%"#)
    unsafe points = make("+0.0%;-0.0%;0.0%")
  }
}
