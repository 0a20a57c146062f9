internal import Reporting

/// What the web view says when it shows no page.
enum ServeWord: CaseIterable {
  case wrongHost, wrongMethod, noKey, wrongOrigin, wrongForm, tooLong, oldForm, noPage

  var text: Bilingual {
    switch self {
    case .wrongHost:
      Bilingual(
        "这个地址不属于本服务。请使用 fairshare serve 打印的地址。",
        "This address is not ours. Use the address that fairshare serve printed.")
    case .wrongMethod: Bilingual("这里只接受读取和提交表单。", "Only reading and sending a form are understood here.")
    case .noKey:
      Bilingual(
        "请用 fairshare serve 打印的完整地址打开，其中带有密钥。",
        "Open the whole address that fairshare serve printed: it holds the key.")
    case .wrongOrigin: Bilingual("表单必须来自本服务的页面。", "A form must come from a page of ours.")
    case .wrongForm: Bilingual("无法理解这个表单。", "The form is of a kind that is not understood.")
    case .tooLong: Bilingual("表单太长。", "The form is too long.")
    case .oldForm:
      Bilingual("页面已经过时，请重新打开后再提交。", "The page is out of date: open it again, then send the form.")
    case .noPage: Bilingual("没有这个页面。", "There is no such page.")
    }
  }
}
