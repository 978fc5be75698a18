-- What wixl has no element for: msi.sh runs this on the installer that wixl has built, one statement a line.

-- 768: from the lowest version to this very one, both included (msidbUpgradeAttributes).
DELETE FROM `Upgrade` WHERE `ActionProperty` = 'OLDER'
INSERT INTO `Upgrade` (`UpgradeCode`, `VersionMin`, `VersionMax`, `Attributes`, `ActionProperty`) VALUES ('@UPGRADE_CODE@', '0.0.0', '@VERSION@', 768, 'OLDER')

-- What an administrator sets reaches the part of the installation that has the rights only where it is listed.
UPDATE `Property` SET `Value` = 'NEWER;OLDER;REMOVEUSERDATA' WHERE `Property` = 'SecureCustomProperties'

-- The data of the user who removes the program goes where that is asked for (51: a property is set, 2: when
-- removing). Otherwise the folders have no name, and Windows Installer passes over such rows.
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('find_user_data', 51, 'USERDATA', '[LocalAppDataFolder]contact-entry\')
INSERT INTO `CustomAction` (`Action`, `Type`, `Source`, `Target`) VALUES ('find_user_logs', 51, 'USERLOGS', '[LocalAppDataFolder]contact-entry\Logs\')
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('find_user_data', 'REMOVEUSERDATA=1 AND REMOVE="ALL" AND NOT UPGRADINGPRODUCTCODE', 798)
INSERT INTO `InstallExecuteSequence` (`Action`, `Condition`, `Sequence`) VALUES ('find_user_logs', 'REMOVEUSERDATA=1 AND REMOVE="ALL" AND NOT UPGRADINGPRODUCTCODE', 799)
INSERT INTO `RemoveFile` (`FileKey`, `Component_`, `FileName`, `DirProperty`, `InstallMode`) VALUES ('user_logs', 'window', '*', 'USERLOGS', 2)
INSERT INTO `RemoveFile` (`FileKey`, `Component_`, `DirProperty`, `InstallMode`) VALUES ('user_logs_folder', 'window', 'USERLOGS', 2)
INSERT INTO `RemoveFile` (`FileKey`, `Component_`, `FileName`, `DirProperty`, `InstallMode`) VALUES ('user_data', 'window', '*', 'USERDATA', 2)
INSERT INTO `RemoveFile` (`FileKey`, `Component_`, `DirProperty`, `InstallMode`) VALUES ('user_data_folder', 'window', 'USERDATA', 2)

-- "contact-entry" on the path: = set when installing, - taken away with the program, * of the whole computer;
-- [~] is what was there before.
CREATE TABLE `Environment` (`Environment` CHAR(72) NOT NULL, `Name` CHAR(255) NOT NULL LOCALIZABLE, `Value` CHAR(255) LOCALIZABLE, `Component_` CHAR(72) NOT NULL PRIMARY KEY `Environment`)
INSERT INTO `Environment` (`Environment`, `Name`, `Value`, `Component_`) VALUES ('path', '=-*PATH', '[~];[INSTALLDIR]', 'command')
INSERT INTO `InstallExecuteSequence` (`Action`, `Sequence`) VALUES ('RemoveEnvironmentStrings', 3300)
INSERT INTO `InstallExecuteSequence` (`Action`, `Sequence`) VALUES ('WriteEnvironmentStrings', 5200)
