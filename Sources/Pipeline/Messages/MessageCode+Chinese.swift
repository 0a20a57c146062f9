extension MessageCode {
  /// What the code stands for, in Chinese.
  public var chineseMeaning: String {
    switch self {
    case .usage: "无法理解这条命令。"
    case .configurationInvalid: "某项设置的值不被允许，或没有这个名字的设置。"
    case .configurationUnreadable: "配置文件无法读取，或不是 TOML。"
    case .fileExists: "文件已经存在，不会被覆盖。"
    case .loginRefused: "服务器拒绝登录：请看角色、数据库、密码或证书。"
    case .serverUnreachable: "这个地址没有服务器应答。"
    case .connectionLost: "连接中断，没有恢复。"
    case .noProgress: "服务器沉默太久，超过了连接的耐心。"
    case .lockTimeout: "另一个会话锁住了需要的表。"
    case .statementTimeout: "语句运行时间超过了服务器允许的上限。"
    case .noSpace: "服务器空间不足：磁盘、内存或设定的上限。"
    case .permissionDenied: "角色缺少权限，或行级策略会隐藏一部分行。"
    case .insecureConnection: "连接得不到应有的保护。"
    case .statementFailed: "服务器拒绝了一条本该正常的语句。"
    case .schemaOlder: "数据库的结构比本程序需要的旧。"
    case .schemaNewer: "数据库已由更新的程序迁移过。"
    case .migrationEdited: "已应用的迁移与本程序中的不同。"
    case .migrationFailed: "迁移被拒绝，没有留下任何改动。"
    case .sourceMissing: "来源中缺少一张必需的表。"
    case .columnMismatch: "缺少某列，或其类型无法按约定读取。"
    case .periodUnknown: "周期不存在，或其日期不可用。"
    case .importRefused: "至少有一行 CSV 不符合约定；什么都没有装入。"
    case .importUnreadable: "文件夹或文件无法读取。"
    case .feedBroken: "被隔离的行太多，数据源很可能出了问题；没有发布。"
    case .planMoved: "输入、设置或版本与计划不同；没有运行。"
    case .runActive: "同一周期的另一次运行正在进行。"
    case .verificationFailed: "准备发布的结果没有通过检查；没有发布。"
    case .overtaken: "该周期已由后来的运行接手；没有发布。"
    case .cancelled: "运行被要求停止；没有发布。"
    case .nothingPublished: "这个周期还没有发布过任何运行。"
    case .noRollback: "没有更早的运行可以退回。"
    case .notFound: "已发布的运行里没有这个成员、关键结果或提示。"
    case .reportUnwritable: "报告无法写出；已发布的结果不受影响。"
    case .localServer: "私有服务器无法启动。"
    case .internalFault: "Fairshare 自身的故障。"
    }
  }

  /// What to do about it, in Chinese.
  public var chineseFix: String {
    switch self {
    case .usage: "运行 `fairshare --help` 看看有哪些命令和选项。"
    case .configurationInvalid, .configurationUnreadable: "改正配置文件，或用 `fairshare init` 在别处写一份带注释的样例。"
    case .fileExists: "换一个文件名，或先移走原来的文件。"
    case .planMoved: "重新运行 `fairshare plan --out 文件`，看过之后再运行。"
    case .loginRefused, .insecureConnection: "检查角色、数据库、密码文件和证书；`fairshare doctor` 会说得更细。"
    case .serverUnreachable: "服务器是否在运行？PGHOST、PGPORT 或服务名是否正确？"
    case .connectionLost, .noProgress: "再运行一次；之前发布的结果仍然有效。"
    case .lockTimeout: "等持有锁的会话结束，再运行一次。"
    case .statementTimeout: "提高该角色的 statement_timeout，再运行一次。"
    case .noSpace: "在服务器上腾出空间，再运行一次。"
    case .permissionDenied: "授予所需权限；`fairshare doctor` 会列出缺哪些。"
    case .schemaOlder: "运行 `fairshare migrate`。"
    case .schemaNewer: "换用迁移过该数据库的版本或更新的版本。"
    case .migrationEdited, .migrationFailed: "换回原来的发行版本；不要改动已应用的迁移。"
    case .sourceMissing, .columnMismatch: "补上表或列，或检查 source.schema 是否正确。"
    case .periodUnknown: "从 periods 表里选一个周期。"
    case .importRefused, .importUnreadable: "改正列出的行，再导入一次。"
    case .feedBroken: "修好数据源；若数据本就如此，可提高 quarantine.table_limit。"
    case .runActive, .overtaken: "等它结束，再看 `fairshare status`。"
    case .verificationFailed, .statementFailed, .internalFault: "请附上代码和日志报告这个问题。"
    case .cancelled: "需要时再运行一次。"
    case .nothingPublished: "先运行 `fairshare run --period 周期`。"
    case .noRollback: "用 `fairshare status` 看看有哪些运行。"
    case .notFound: "检查编号和周期；`fairshare status` 列出已发布的周期。"
    case .reportUnwritable: "用 --out 换一个可写的文件夹，或腾出磁盘空间，再运行 `fairshare report`。"
    case .localServer: "看上面的日志；Debian 上可运行 apt-get install postgresql。"
    }
  }

  /// What to do about it, in English.
  public var englishFix: String {
    switch self {
    case .usage: "`fairshare --help` lists verbs and options."
    case .configurationInvalid, .configurationUnreadable:
      "Correct the file, or compare it with one that `fairshare init` writes elsewhere."
    case .fileExists: "Choose another name, or move the file away first."
    case .planMoved: "Make the plan again with `fairshare plan --out FILE`, look at it, then run it."
    case .loginRefused, .insecureConnection:
      "Check role, database, password file and certificate; `fairshare doctor` says more."
    case .serverUnreachable: "Is the server up, and are PGHOST, PGPORT or the service right?"
    case .connectionLost, .noProgress: "Run it again; what was published before stays in force."
    case .lockTimeout: "Wait for the session that holds the lock, then run it again."
    case .statementTimeout: "Raise statement_timeout for this role, then run it again."
    case .noSpace: "Free room on the server, then run it again."
    case .permissionDenied: "Grant the right; `fairshare doctor` lists what is missing."
    case .schemaOlder: "Run `fairshare migrate`."
    case .schemaNewer: "Use the version that migrated the database, or a newer one."
    case .migrationEdited, .migrationFailed: "Go back to the release as it was; never edit an applied migration."
    case .sourceMissing, .columnMismatch: "Add the table or column, or check source.schema."
    case .periodUnknown: "Choose a period of the table periods."
    case .importRefused, .importUnreadable: "Mend the rows that are listed, then import again."
    case .feedBroken: "Mend the feed, or raise quarantine.table_limit if this is how your data is."
    case .runActive, .overtaken: "Wait for it, then look at `fairshare status`."
    case .verificationFailed, .statementFailed, .internalFault: "Please report it with the code and the log."
    case .cancelled: "Run it again when it suits."
    case .nothingPublished: "Run `fairshare run --period ID` first."
    case .noRollback: "`fairshare status` lists the runs."
    case .notFound: "Check id and period; `fairshare status` lists what is published."
    case .reportUnwritable: "Choose a folder that can be written with --out, then run `fairshare report` again."
    case .localServer: "See its log above; on Debian: apt-get install postgresql."
    }
  }
}
